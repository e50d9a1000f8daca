using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Expressions;

namespace Pipeline.Embedded.MongoDB.Aggregating;

/// <summary><c>localField</c> and <c>foreignField</c> of <c>$lookup</c>.</summary>
internal sealed class LookupEquality(string localPath, string foreignPath)
{
    private readonly string[] _local = FieldPathParser.Split(localPath);

    public string ForeignPath => foreignPath;

    /// <summary>What the document is joined by: an array stands for each of its items, missing is null.</summary>
    public BsonValue LocalValue(BsonDocument document)
    {
        var value = FieldPathExpression.Walk(document, _local, 0);
        if (value is not BsonArray array || _local.Length == 1)
            return value ?? BsonNull.Value;

        // Through an array of documents each of them adds its value, or the items of it.
        var flat = new BsonArray();
        foreach (var item in array)
        {
            if (item is BsonArray inner)
                flat.AddRange(inner);
            else
                flat.Add(item);
        }

        return flat;
    }

    public BsonDocument FilterFor(BsonValue local)
    {
        if (local is not BsonArray items)
            return Equal(local);

        // In "$in" a regular expression is a pattern; here it is a value.
        return items.Any(item => item is BsonRegularExpression)
            ? new BsonDocument("$or", new BsonArray(items.Select(Equal)))
            : new BsonDocument(foreignPath, new BsonDocument("$in", items));
    }

    private BsonDocument Equal(BsonValue value) => new(foreignPath, new BsonDocument("$eq", value));
}
