using System.Globalization;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Trees;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Indexing;

/// <summary>
/// The keys under which a document stands in an index: one, or one for each element of an array that the paths go through.
/// Missing fields are indexed as null, an empty array as undefined.
/// </summary>
internal static class IndexKeys
{
    /// <param name="fields">The key pattern.</param>
    /// <param name="collation">The index's.</param>
    /// <param name="document">What to index.</param>
    /// <param name="sparse">No keys for a document that has none of the fields.</param>
    /// <param name="isMultikey">Whether an array was met.</param>
    public static IReadOnlyList<byte[]> Of(IReadOnlyList<IndexField> fields, Collation? collation, BsonDocument document, bool sparse, out bool isMultikey)
    {
        isMultikey = false;
        if (fields is [{ Parts.Length: 1 } only])
        {
            // By far the most: one field at the top, not an array.
            if (!document.TryGetValue(only.Path, out var value))
                return sparse ? [] : [Encode(fields, [BsonNull.Value], collation)];
            if (value is not BsonArray)
                return [Encode(fields, [value], collation)];
        }

        var walks = new Walk[fields.Count];
        for (var i = 0; i < walks.Length; i++)
            walks[i] = Walk.At(document, fields[i].Parts, 0);

        if (sparse && Array.TrueForAll(walks, x => x is { IsDone: true, Value: null }))
            return [];
        if (Array.TrueForAll(walks, x => x.IsDone))
            return [Encode(fields, Array.ConvertAll(walks, x => x.Value ?? BsonNull.Value), collation)];

        isMultikey = true;
        var keys = new SortedSet<byte[]>(default(BytesOrder));
        Expand(fields, collation, walks, keys);
        return [.. keys];
    }

    private static void Expand(IReadOnlyList<IndexField> fields, Collation? collation, Walk[] walks, SortedSet<byte[]> keys)
    {
        BsonArray? array = null;
        string? arrayField = null;
        for (var i = 0; i < walks.Length; i++)
        {
            if (walks[i].IsDone)
                continue;
            if (array is not null && !ReferenceEquals(array, walks[i].Array))
                throw new CommandException(ServerError.CannotIndexParallelArrays, $"cannot index parallel arrays [{walks[i].Field}] [{arrayField}]");
            array = walks[i].Array;
            arrayField = walks[i].Field;
        }

        if (array is null)
        {
            keys.Add(Encode(fields, Array.ConvertAll(walks, x => x.Value ?? BsonNull.Value), collation));
            return;
        }

        if (array.Count == 0)
        {
            Expand(fields, collation, Array.ConvertAll(walks, x => x.IsDone ? x : x.IntoEmpty()), keys);
            return;
        }

        foreach (var element in array)
            Expand(fields, collation, Array.ConvertAll(walks, x => x.IsDone ? x : x.Into(element)), keys);
    }

    private static byte[] Encode(IReadOnlyList<IndexField> fields, ReadOnlySpan<BsonValue> values, Collation? collation)
    {
        var writer = new KeyWriter(stackalloc byte[256], collation);
        for (var i = 0; i < values.Length; i++)
            writer.Write(values[i], fields[i].IsDescending);
        return writer.ToArray();
    }

    /// <summary>How far along its path a field of the pattern has come: at a value, at nothing, or at an array that is to be expanded.</summary>
    private readonly record struct Walk(BsonValue? Value, BsonArray? Array, string[] Parts, int Position)
    {
        public bool IsDone => Array is null;

        public string Field => Parts[Math.Max(0, Position - 1)];

        public static Walk At(BsonDocument document, string[] parts, int position)
        {
            BsonValue value = document;
            while (true)
            {
                if (position == parts.Length)
                    return value is BsonArray last ? new Walk(null, last, parts, position) : new Walk(value, null, parts, position);
                if (value is BsonArray array)
                {
                    // 'a.0' names the element, unless the elements are documents with a field of that name.
                    if (int.TryParse(parts[position], NumberStyles.None, CultureInfo.InvariantCulture, out var index) && !HasField(array, parts[position]))
                    {
                        if (index >= array.Count)
                            return new Walk(null, null, parts, position);
                        value = array[index];
                        position++;
                        continue;
                    }

                    return new Walk(null, array, parts, position);
                }

                if (value is not BsonDocument inner || !inner.TryGetValue(parts[position], out var next))
                    return new Walk(null, null, parts, position);
                value = next;
                position++;
            }
        }

        public Walk IntoEmpty() => new(Position == Parts.Length ? BsonUndefined.Value : null, null, Parts, Position);

        /// <summary>An element's own arrays are values, unless the path goes on through documents.</summary>
        public Walk Into(BsonValue element) => Position == Parts.Length
            ? new Walk(element, null, Parts, Position)
            : element is BsonDocument document ? At(document, Parts, Position) : new Walk(null, null, Parts, Position);

        private static bool HasField(BsonArray array, string name)
        {
            foreach (var item in array)
            {
                if (item is BsonDocument document && document.Contains(name))
                    return true;
            }

            return false;
        }
    }
}
