using System.Globalization;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Matching;

/// <summary>Reads the types that <c>$type</c> is given: names, numbers, <c>"number"</c>, or an array of them.</summary>
internal static class TypeParser
{
    private static readonly BsonType[] Numbers = [BsonType.Double, BsonType.Int32, BsonType.Int64, BsonType.Decimal128];

    public static IReadOnlySet<BsonType> Parse(BsonValue value, string field)
    {
        var types = new HashSet<BsonType>();
        if (value is not BsonArray array)
        {
            types.UnionWith(ParseOne(value));
            return types;
        }

        foreach (var item in array)
            types.UnionWith(ParseOne(item));
        return types.Count > 0 ? types : throw new CommandException(ServerError.FailedToParse, $"{field} must match at least one type");
    }

    private static BsonType[] ParseOne(BsonValue value)
    {
        if (value is BsonString name)
        {
            if (name.Value == "number")
                return Numbers;

            return BsonTypeName.TryParse(name.Value, out var type)
                ? [type]
                : throw new CommandException(ServerError.BadValue, $"Unknown type name alias: {name.Value}");
        }

        if (!value.IsNumeric)
            throw new CommandException(ServerError.TypeMismatch, "type must be represented as a number or a string");

        if (!WholeNumber.TryGet(value, out var code))
            throw new CommandException(ServerError.BadValue, $"Invalid numerical type code: {value}");

        if (code == 0)
            throw new CommandException(ServerError.BadValue, "Invalid numerical type code: 0. Instead use {$exists:false}.");

        return BsonTypeOf(code) is { } known
            ? [known]
            : throw new CommandException(ServerError.BadValue, string.Create(CultureInfo.InvariantCulture, $"Invalid numerical type code: {code}"));
    }

    private static BsonType? BsonTypeOf(long code) => code switch
    {
        -1 => BsonType.MinKey,
        127 => BsonType.MaxKey,
        // 12 is DBPointer, which nothing writes any more.
        >= 1 and <= 19 and not 12 => (BsonType)code,
        _ => null,
    };
}
