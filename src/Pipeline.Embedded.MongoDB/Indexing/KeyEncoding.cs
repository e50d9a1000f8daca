using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Trees;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Indexing;

/// <summary>The encoded keys under which a document stands in an index: one, or one for each element of an array that the paths go through.</summary>
internal static class KeyEncoding
{
    /// <param name="definition">The index.</param>
    /// <param name="document">What to index.</param>
    /// <param name="isMultikey">Whether an array was met.</param>
    public static byte[][] KeysOf(IndexDefinition definition, BsonDocument document, out bool isMultikey)
    {
        isMultikey = false;
        if (definition.Fields is [{ Path.Length: 1 } only])
        {
            // By far the most: one field at the top, not an array.
            if (!document.TryGetValue(only.Path[0], out var value))
                return definition.IsSparse ? [] : [Encode(definition, [BsonNull.Value])];
            if (value is not BsonArray)
                return [Encode(definition, [value])];
        }

        if (definition.IsSparse && definition.Fields.All(x => !Exists(document, x.Path)))
            return [];

        var keys = IndexKeys.Of(document, definition.Paths, out isMultikey);
        if (keys.Count == 1)
            return [Encode(definition, keys[0])];

        var encoded = new SortedSet<byte[]>(default(BytesOrder));
        foreach (var key in keys)
            encoded.Add(Encode(definition, key));
        return [.. encoded];
    }

    private static byte[] Encode(IndexDefinition definition, ReadOnlySpan<BsonValue> values)
    {
        var writer = new KeyWriter(stackalloc byte[256], definition.Collation);
        for (var i = 0; i < values.Length; i++)
            writer.Write(values[i], definition.Fields[i].IsDescending);
        return writer.ToArray();
    }

    private static bool Exists(BsonDocument document, FieldPath path)
    {
        var visitor = default(ExistingVisitor);
        return PathValues.Visit(document, path, expandLast: false, ref visitor);
    }

    private readonly struct ExistingVisitor : IPathVisitor
    {
        public bool Visit(BsonValue? value, int position) => value is not null;
    }
}
