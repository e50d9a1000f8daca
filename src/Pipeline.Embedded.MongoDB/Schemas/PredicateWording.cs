using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Schemas;

/// <summary>Which values an explanation shows.</summary>
internal enum ConsideredValues
{
    /// <summary>None.</summary>
    None,

    /// <summary>The value at the path; an array's elements instead of the array.</summary>
    Elements,

    /// <summary>The same, with their types.</summary>
    ElementsAndTypes,

    /// <summary>The value at the path, even if it is an array.</summary>
    Whole,
}

/// <summary>How an operator's failure, and below a negation its success, is worded.</summary>
internal sealed record PredicateWording(string WhenNotMatched, string WhenMatched, ConsideredValues Values, IReadOnlyList<BsonType> Types)
{
    private static readonly BsonType[] Numbers = [BsonType.Int32, BsonType.Int64, BsonType.Double, BsonType.Decimal128];

    public static PredicateWording Of(string operatorName) => operatorName switch
    {
        "$in" or "$nin" => new("no matching value found in array", "matching value found in array", ConsideredValues.Elements, []),
        "$exists" => new("path does not exist", "path does exist", ConsideredValues.None, []),
        "$type" => new("type did not match", "type did match", ConsideredValues.ElementsAndTypes, []),
        "$regex" => new("regular expression did not match", "regular expression did match", ConsideredValues.Elements, [BsonType.String, BsonType.Symbol, BsonType.RegularExpression]),
        "$mod" => new("$mod did not evaluate to expected remainder", "$mod did evaluate to expected remainder", ConsideredValues.Elements, Numbers),
        "$size" => new("array length was not equal to given size", "array length was equal to given size", ConsideredValues.Whole, [BsonType.Array]),
        "$elemMatch" => new("array did not satisfy the child predicate", "array did satisfy the child predicate", ConsideredValues.Whole, [BsonType.Array]),
        "$all" => new("array did not contain all specified values", "array did contain all specified values", ConsideredValues.Whole, []),
        "$bitsAllSet" or "$bitsAllClear" or "$bitsAnySet" or "$bitsAnyClear" =>
            new("bitwise operator failed to match", "bitwise operator matched successfully", ConsideredValues.Elements, [.. Numbers, BsonType.Binary]),
        _ => new("comparison failed", "comparison succeeded", ConsideredValues.Elements, []),
    };
}
