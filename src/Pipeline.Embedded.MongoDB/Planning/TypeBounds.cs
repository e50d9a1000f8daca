using Pipeline.Embedded.MongoDB.Indexing;

namespace Pipeline.Embedded.MongoDB.Planning;

/// <summary>How <c>explain</c> writes the ends of a type's values.</summary>
internal static class TypeBounds
{
    public static string Lowest(byte type) => type switch
    {
        KeyTypes.Number => "-inf",
        KeyTypes.Text => "\"\"",
        KeyTypes.Document => "{}",
        KeyTypes.Array => "[]",
        KeyTypes.Boolean => "false",
        KeyTypes.Date => "new Date(-9223372036854775808)",
        KeyTypes.ObjectId => "ObjectId('000000000000000000000000')",
        KeyTypes.Timestamp => "Timestamp(0, 0)",
        KeyTypes.Null => "null",
        _ => "MinKey",
    };

    public static string Highest(byte type) => type switch
    {
        KeyTypes.Number => "inf",
        KeyTypes.Text => "{}",
        KeyTypes.Document => "[]",
        KeyTypes.Array => "BinData(0, )",
        KeyTypes.Boolean => "true",
        KeyTypes.Date => "new Date(9223372036854775807)",
        KeyTypes.ObjectId => "ObjectId('ffffffffffffffffffffffff')",
        KeyTypes.Timestamp => "Timestamp(4294967295, 4294967295)",
        KeyTypes.Null => "null",
        _ => "MaxKey",
    };
}
