using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Aggregating;

/// <summary>A path through documents only, which <c>$unwind</c>, <c>$lookup</c>'s <c>as</c> and others write to.</summary>
internal static class DocumentPath
{
    public static BsonValue? Get(BsonDocument document, string[] path)
    {
        for (var index = 0; document.TryGetValue(path[index], out var value); document = (BsonDocument)value)
        {
            if (++index == path.Length)
                return value;
            if (value is not BsonDocument)
                return null;
        }

        return null;
    }

    /// <returns>A copy, new only along the path; <see langword="null"/> removes what is there.</returns>
    public static BsonDocument With(BsonDocument document, string[] path, BsonValue? value) => With(document, path, 0, value);

    private static BsonDocument With(BsonDocument document, string[] path, int index, BsonValue? value)
    {
        var changed = new BsonDocument(allowDuplicateNames: true);
        var name = path[index];
        var isThere = false;
        foreach (var element in document)
        {
            if (element.Name != name || isThere)
            {
                changed.Add(element);
                continue;
            }

            isThere = true;
            if (Changed(element.Value, path, index, value) is { } inner)
                changed.Add(name, inner);
        }

        if (!isThere && Changed(null, path, index, value) is { } added)
            changed.Add(name, added);
        return changed;
    }

    private static BsonValue? Changed(BsonValue? old, string[] path, int index, BsonValue? value)
    {
        if (index == path.Length - 1)
            return value;
        if (old is BsonDocument inner)
            return With(inner, path, index + 1, value);
        return value is null ? old : With([], path, index + 1, value);
    }
}
