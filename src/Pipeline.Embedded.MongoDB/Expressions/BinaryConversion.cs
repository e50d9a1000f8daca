using System.Buffers.Text;
using System.Text;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary>Binary as text and back, by the <c>format</c> of <c>$convert</c>.</summary>
internal static class BinaryConversion
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static BsonValue ToText(BsonBinaryData binary, ConversionTarget target)
    {
        var format = target.Format ?? throw MissingFormat(BsonType.Binary, BsonType.String);
        var isUuid = binary.SubType == BsonBinarySubType.UuidStandard && binary.Bytes.Length == 16;
        try
        {
            return new BsonString(format switch
            {
                "base64" => Convert.ToBase64String(binary.Bytes),
                "base64url" => Base64Url.EncodeToString(binary.Bytes),
                "hex" => Convert.ToHexStringLower(binary.Bytes),
                "utf8" => s_strict.GetString(binary.Bytes),
                _ when isUuid => new Guid(binary.Bytes, bigEndian: true).ToString(),
                "auto" => Convert.ToBase64String(binary.Bytes),
                _ => throw Conversion.Failed("Failed to convert: only a binary of subtype UUID can be converted to a string in the format 'uuid'"),
            });
        }
        catch (DecoderFallbackException)
        {
            throw Conversion.Failed("BinData does not represent a valid UTF-8 string in $convert with no onError value");
        }
    }

    public static BsonValue ToBinary(BsonValue value, ConversionTarget target)
    {
        if (value is BsonBinaryData binary)
        {
            return (int)binary.SubType == target.SubType
                ? value
                : throw Conversion.Failed("Conversions between different binData subtypes are not supported");
        }

        if (value is not BsonString text)
            throw Conversion.Unsupported(value, BsonType.Binary);
        var format = target.Format ?? throw MissingFormat(BsonType.String, BsonType.Binary);
        try
        {
            var bytes = format switch
            {
                "base64" => Convert.FromBase64String(text.Value),
                "base64url" => Base64Url.DecodeFromChars(text.Value),
                "hex" => Convert.FromHexString(text.Value),
                "utf8" => Encoding.UTF8.GetBytes(text.Value),
                "uuid" or "auto" when target.SubType == 4 => Guid.ParseExact(text.Value, "D").ToByteArray(bigEndian: true),
                _ => throw Conversion.Failed($"Cannot use format '{format}' with a binData subtype of {target.SubType}"),
            };
            return new BsonBinaryData(bytes, (BsonBinarySubType)target.SubType);
        }
        catch (FormatException)
        {
            throw Conversion.Failed($"Input string '{text.Value}' is not a valid '{format}' string in $convert with no onError value");
        }
    }

    private static CommandException MissingFormat(BsonType from, BsonType to) => new(
        4341115,
        $"Format must be speficied when converting from '{Values.BsonTypeName.Of(from)}' to '{Values.BsonTypeName.Of(to)}'");
}
