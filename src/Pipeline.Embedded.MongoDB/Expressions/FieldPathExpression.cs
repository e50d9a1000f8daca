using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary><c>"$a.b"</c>: a path into the document at hand. Through an array it yields the array of what its documents have there.</summary>
internal sealed class FieldPathExpression(string[] path) : Expression
{
    public IReadOnlyList<string> Path => path;

    public override BsonValue? Evaluate(EvaluationScope scope) => Walk(scope.Root, path, 0);

    /// <summary>What <paramref name="path"/> leads to from <paramref name="index"/> on, or <see langword="null"/> where there is nothing.</summary>
    public static BsonValue? Walk(BsonDocument document, string[] path, int index)
    {
        while (document.TryGetValue(path[index], out var value))
        {
            if (++index == path.Length)
                return value;
            if (value is BsonDocument nested)
                document = nested;
            else
                return value is BsonArray array ? WalkArray(array, path, index) : null;
        }

        return null;
    }

    public static BsonValue? WalkValue(BsonValue? value, string[] path, int index) => value switch
    {
        _ when index == path.Length => value,
        BsonDocument document => Walk(document, path, index),
        BsonArray array => WalkArray(array, path, index),
        _ => null,
    };

    private static BsonArray WalkArray(BsonArray array, string[] path, int index)
    {
        var found = new BsonArray(array.Count);
        foreach (var item in array)
        {
            if (item is BsonDocument document && Walk(document, path, index) is { } value)
                found.Add(value);
        }

        return found;
    }
}
