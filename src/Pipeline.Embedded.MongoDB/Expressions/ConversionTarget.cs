using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary>The <c>to</c> and <c>format</c> of <c>$convert</c>.</summary>
internal sealed record ConversionTarget(BsonType Type)
{
    /// <summary>Of a binary.</summary>
    public int SubType { get; init; }

    /// <summary>How binary is written as text: base64, base64url, utf8, hex, uuid or auto.</summary>
    public string? Format { get; init; }

    public static ConversionTarget Parse(BsonValue to, BsonValue? format)
    {
        var type = to;
        var subType = 0;
        if (to is BsonDocument document)
        {
            type = document.GetValue("type", BsonNull.Value);
            subType = document.TryGetValue("subtype", out var given) && Numbers.TryInt(given, out var number) ? number : 0;
        }

        var text = format switch
        {
            BsonString { Value: "base64" or "base64url" or "utf8" or "hex" or "uuid" or "auto" } known => known.Value,
            _ when Numbers.IsNullish(format) => null,
            _ => throw new CommandException(4341125, $"Invalid 'format' argument for $convert: {Texts.Show(format)}"),
        };
        return new ConversionTarget(ReadType(type)) { SubType = subType, Format = text };
    }

    private static BsonType ReadType(BsonValue value)
    {
        if (value is BsonString name)
        {
            return BsonTypeName.TryParse(name.Value, out var named)
                ? named
                : throw new CommandException(ServerError.BadValue, $"Unknown type name: {name.Value}");
        }

        if (!Numbers.TryInt(value, out var code))
            throw new CommandException(ServerError.FailedToParse, "$convert's 'to' argument must be a string or number, but is " + BsonTypeName.Of(value));
        var type = code switch { -1 => BsonType.MinKey, 127 => BsonType.MaxKey, _ => (BsonType)code };
        return Enum.IsDefined(type) && type != BsonType.EndOfDocument
            ? type
            : throw new CommandException(ServerError.FailedToParse, $"In $convert, numeric value for 'to' does not correspond to a BSON type: {Texts.Show(value)}");
    }
}
