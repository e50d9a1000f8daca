using System.Globalization;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary>From one type to another, where MongoDB has a way.</summary>
/// <remarks>Source: https://www.mongodb.com/docs/manual/reference/operator/aggregation/convert/.</remarks>
internal static class Conversion
{
    public static BsonValue Convert(BsonValue value, ConversionTarget target) => target.Type switch
    {
        _ when target.Type == value.BsonType && target.Type != BsonType.Binary => value,
        BsonType.Boolean => Truth.Of(value) ? BsonBoolean.True : BsonBoolean.False,
        BsonType.Int32 => new BsonInt32((int)ToWhole(value, target.Type, int.MinValue, int.MaxValue)),
        BsonType.Int64 => new BsonInt64(ToWhole(value, target.Type, long.MinValue, long.MaxValue)),
        BsonType.Double => ToDouble(value),
        BsonType.Decimal128 => ToDecimal(value),
        BsonType.DateTime => ToDate(value),
        BsonType.ObjectId => value is BsonString text ? ToObjectId(text.Value) : throw Unsupported(value, target.Type),
        BsonType.String => ToText(value, target),
        BsonType.Binary => BinaryConversion.ToBinary(value, target),
        _ => throw Unsupported(value, target.Type),
    };

    public static CommandException Failed(string why) => new(ServerError.ConversionFailure, why);

    public static CommandException Unsupported(BsonValue value, BsonType type) =>
        Failed($"Unsupported conversion from {BsonTypeName.Of(value)} to {BsonTypeName.Of(type)} in $convert with no onError value");

    private static long ToWhole(BsonValue value, BsonType type, long least, long most)
    {
        var whole = value switch
        {
            BsonInt32 number => number.Value,
            BsonInt64 number => number.Value,
            BsonBoolean boolean => boolean.Value ? 1 : 0,
            BsonDateTime date when type == BsonType.Int64 => date.MillisecondsSinceEpoch,
            BsonDouble or BsonDecimal128 => Truncated(value),
            BsonString text when long.TryParse(text.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed) && IsPlain(text.Value) => parsed,
            BsonString text => throw CannotParse(text.Value),
            _ => throw Unsupported(value, type),
        };
        if (whole >= least && whole <= most)
            return whole;
        throw value is BsonString shown ? CannotParse(shown.Value) : Overflow(value);
    }

    private static long Truncated(BsonValue value)
    {
        var number = Numbers.ToDouble(value);
        if (double.IsNaN(number))
            throw Failed("Attempt to convert NaN value to integer type in $convert with no onError value");
        if (double.IsInfinity(number))
            throw Failed("Attempt to convert infinity value to integer type in $convert with no onError value");
        if (value is BsonDecimal128 exact)
            return Decimals.TryWhole(Decimals.Round(exact.Value, 0, MidpointRounding.ToZero), out var whole) ? whole : throw Overflow(value);
        return number is >= -9223372036854775808.0 and < 9223372036854775808.0 ? (long)number : throw Overflow(value);
    }

    private static CommandException Overflow(BsonValue value) => Failed($"Conversion would overflow target type in $convert with no onError value: {Texts.OfNumber(value)}");

    private static CommandException CannotParse(string text) => Failed(
        $"Failed to parse number '{text}' in $convert with no onError value: {(text.Length == 0 ? "Empty string" : "Did not consume whole string.")}");

    private static bool IsPlain(string text) => text.Length > 0 && !char.IsWhiteSpace(text[0]) && !char.IsWhiteSpace(text[^1]);

    private static BsonDouble ToDouble(BsonValue value)
    {
        switch (value)
        {
            case BsonBoolean boolean:
                return new BsonDouble(boolean.Value ? 1 : 0);
            case BsonDecimal128 number:
                var converted = Decimals.ToDouble(number.Value);
                return double.IsInfinity(converted) && Decimals.IsFinite(number.Value) ? throw Overflow(value) : new BsonDouble(converted);
            case BsonInt32 or BsonInt64 or BsonDateTime:
                return new BsonDouble(Numbers.ToDouble(value));
            case BsonString text:
                return double.TryParse(text.Value, NumberStyles.Float & ~(NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite), CultureInfo.InvariantCulture, out var parsed)
                    ? new BsonDouble(parsed)
                    : throw CannotParse(text.Value);
            default:
                throw Unsupported(value, BsonType.Double);
        }
    }

    private static BsonDecimal128 ToDecimal(BsonValue value) => value switch
    {
        BsonBoolean boolean => new BsonDecimal128(new Decimal128(boolean.Value ? 1 : 0)),
        BsonDateTime date => new BsonDecimal128(new Decimal128(date.MillisecondsSinceEpoch)),
        BsonString text when IsPlain(text.Value) && Decimal128.TryParse(text.Value, out var parsed) => new BsonDecimal128(parsed),
        BsonString text => throw CannotParse(text.Value),
        _ when Numbers.IsNumber(value) => new BsonDecimal128(Numbers.ToDecimal(value)),
        _ => throw Unsupported(value, BsonType.Decimal128),
    };

    private static BsonDateTime ToDate(BsonValue value) => value switch
    {
        BsonInt64 number => new BsonDateTime(number.Value),
        BsonDouble or BsonDecimal128 => new BsonDateTime(Truncated(value)),
        BsonString text => new BsonDateTime(Dates.MillisecondsOf(DateReader.Read(text.Value, TimeZoneInfo.Utc, isZoned: false))),
        _ => Dates.TryCoerce(value, out var milliseconds) ? new BsonDateTime(milliseconds) : throw Unsupported(value, BsonType.DateTime),
    };

    private static BsonObjectId ToObjectId(string text) => ObjectId.TryParse(text, out var id)
        ? new BsonObjectId(id)
        : throw Failed(text.Length != 24
            ? $"Failed to parse objectId '{text}' in $convert with no onError value: Invalid string length for parsing to OID, expected 24 but found {text.Length}"
            : $"Failed to parse objectId '{text}' in $convert with no onError value: Invalid character found in hex string: {text}");

    private static BsonValue ToText(BsonValue value, ConversionTarget target) => value switch
    {
        BsonBoolean boolean => new BsonString(boolean.Value ? "true" : "false"),
        BsonObjectId id => new BsonString(id.Value.ToString()),
        BsonDateTime date => new BsonString(Texts.Iso(date.MillisecondsSinceEpoch)),
        BsonBinaryData binary => BinaryConversion.ToText(binary, target),
        _ when Numbers.IsNumber(value) => new BsonString(Texts.OfNumber(value)),
        _ => throw Unsupported(value, BsonType.String),
    };
}
