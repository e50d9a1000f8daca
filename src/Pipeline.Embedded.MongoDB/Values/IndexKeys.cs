using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Values;

/// <summary>
/// The keys that a document has in an index (or for a sort, which orders by the least or greatest of them): an array gives one key for
/// each of its elements. Source: https://www.mongodb.com/docs/manual/core/indexes/index-types/index-multikey/.
/// </summary>
internal static class IndexKeys
{
    /// <returns>
    /// One array of values, in the order of the paths, for each key; a missing field is null in it, an empty array is undefined. Keys may
    /// repeat. <c>multikey</c> says whether there was an array to expand, even to one key.
    /// </returns>
    public static IReadOnlyList<BsonValue[]> Of(BsonDocument document, IReadOnlyList<FieldPath> paths, out bool multikey)
    {
        var values = new BsonValue?[paths.Count];
        var arrays = default(HashSet<string>?);
        for (var index = 0; index < paths.Count; index++)
        {
            values[index] = Walk(document, paths[index], out var array);
            if (array is not null)
                (arrays ??= new HashSet<string>(StringComparer.Ordinal)).Add(array);
        }

        multikey = arrays is not null;
        if (!multikey)
            return [[.. values.Select(value => value ?? BsonNull.Value)]];

        return [.. Expand([.. paths.Select(path => new Step(document, path, 0))])];
    }

    /// <summary>The value at the path through documents, and the prefix of the path that leads to an array, if one does.</summary>
    private static BsonValue? Walk(BsonDocument document, FieldPath path, out string? array)
    {
        array = null;
        for (var part = 0; ; part++)
        {
            if (!document.TryGetValue(path[part], out var value))
                return null;

            if (value is BsonArray)
            {
                array = string.Join('.', path.Parts.Take(part + 1));
                return null;
            }

            if (part == path.Length - 1)
                return value;

            if (value is not BsonDocument inner)
                return null;

            document = inner;
        }
    }

    private static IEnumerable<BsonValue[]> Expand(Step[] steps)
    {
        var array = default(BsonArray);
        var name = default(string);
        var advanced = new Step[steps.Length];
        for (var index = 0; index < steps.Length; index++)
        {
            advanced[index] = steps[index].ToArrayOrEnd();
            if (advanced[index].Value is not BsonArray found || advanced[index].Settled)
                continue;

            if (array is not null && !ReferenceEquals(array, found))
            {
                throw new CommandException(
                    ServerError.CannotIndexParallelArrays,
                    $"cannot index parallel arrays [{advanced[index].Name}] [{name}]");
            }

            array = found;
            name = advanced[index].Name;
        }

        if (array is null)
        {
            yield return [.. advanced.Select(step => step.Value ?? BsonNull.Value)];
            yield break;
        }

        if (array.Count == 0)
        {
            foreach (var key in Expand([.. advanced.Select(step => step.IntoEmpty(array))]))
                yield return key;
            yield break;
        }

        // Paths that all name a position leave nothing to expand.
        if (advanced.All(step => !step.IsAt(array) || step.NamesPosition(array)))
        {
            foreach (var key in Expand([.. advanced.Select(step => step.IntoPosition(array))]))
                yield return key;
            yield break;
        }

        foreach (var element in array)
        {
            foreach (var key in Expand([.. advanced.Select(step => step.Into(array, element))]))
                yield return key;
        }
    }

    /// <summary>Where the walk along one path stands: before part <see cref="Part"/>, at a value; settled once the value is final.</summary>
    private readonly record struct Step(BsonValue? Value, FieldPath Path, int Part, bool Settled = false)
    {
        public string Name => Path[Math.Max(0, Part - 1)];

        public Step ToArrayOrEnd()
        {
            if (Settled)
                return this;

            var step = this;
            while (step.Part < Path.Length && step.Value is BsonDocument document)
                step = step with { Value = document.TryGetValue(Path[step.Part], out var inner) ? inner : null, Part = step.Part + 1 };

            if (step.Value is BsonArray)
                return step;

            return step.Part == Path.Length ? step with { Settled = true } : step with { Value = null, Settled = true };
        }

        public bool IsAt(BsonArray array) => !Settled && ReferenceEquals(Value, array);

        /// <summary>A number names a position unless an element has a field of that name, as MongoDB's index keys have it.</summary>
        public bool NamesPosition(BsonArray array)
        {
            if (Part >= Path.Length || Path.PositionAt(Part) < 0)
                return false;

            var name = Path[Part];
            return !array.Any(element => element is BsonDocument document && document.Contains(name));
        }

        public Step IntoPosition(BsonArray array)
        {
            if (!IsAt(array))
                return this;

            var position = Path.PositionAt(Part);
            return position < array.Count
                ? this with { Value = array[position], Part = Part + 1 }
                : this with { Value = null, Settled = true };
        }

        public Step IntoEmpty(BsonArray array) => !IsAt(array)
            ? this
            : this with { Value = Part == Path.Length ? BsonUndefined.Value : null, Settled = true };

        public Step Into(BsonArray array, BsonValue element)
        {
            if (!IsAt(array))
                return this;

            if (NamesPosition(array))
                return IntoPosition(array);

            if (Part == Path.Length)
                return this with { Value = element, Settled = true };

            // An array directly within an array isn't passed through.
            return element is BsonDocument ? this with { Value = element } : this with { Value = null, Settled = true };
        }
    }
}
