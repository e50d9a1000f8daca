using MongoDB.Bson;
using Pipeline.Migrations.Authoring.Schemas;

namespace Pipeline.Migrations.Verifying;

/// <summary>A declared index against one that <c>listIndexes</c> gave.</summary>
internal static class IndexComparison
{
    /// <summary>What differs, as in <c>unique: declared true, there false</c>; empty where they are the same.</summary>
    public static IReadOnlyList<string> Differences(IndexDefinition declared, BsonDocument actual)
    {
        var differences = new List<string>();
        Compare("key", Keys(declared.Keys), Keys(actual.GetValue("key", new BsonDocument()).AsBsonDocument));
        Compare("unique", declared.IsUnique, actual.GetValue("unique", false).ToBoolean());
        Compare("sparse", declared.IsSparse, actual.GetValue("sparse", false).ToBoolean());
        Compare("hidden", declared.IsHidden, actual.GetValue("hidden", false).ToBoolean());
        Compare("partialFilterExpression", declared.PartialFilter, actual.GetValue("partialFilterExpression", BsonNull.Value));
        Compare("expireAfterSeconds", declared.ExpireAfter is { } age ? (long)age.TotalSeconds : null, actual.TryGetValue("expireAfterSeconds", out var seconds) ? seconds.ToInt64() : null);
        CompareCollation(declared.Collation, actual.GetValue("collation", BsonNull.Value) as BsonDocument);
        return differences;

        void Compare(string what, BsonValue? left, BsonValue? right)
        {
            left ??= BsonNull.Value;
            right ??= BsonNull.Value;
            if (left != right)
                differences.Add($"{what} is declared {left} and is {right}");
        }

        // The server fills in what wasn't said, so only what was declared counts.
        void CompareCollation(BsonDocument? left, BsonDocument? right)
        {
            if (left is null != right is null)
                Compare("collation", left, right);
            foreach (var option in left is null || right is null ? [] : left.Elements)
                Compare($"collation.{option.Name}", option.Value, right!.GetValue(option.Name, BsonNull.Value));
        }
    }

    /// <summary>Drivers send 1 as int, long or double; for the server it's all the same.</summary>
    private static BsonDocument Keys(BsonDocument keys) => new(keys.Select(x => new BsonElement(x.Name, x.Value.IsNumeric ? x.Value.ToInt32() : x.Value)));
}
