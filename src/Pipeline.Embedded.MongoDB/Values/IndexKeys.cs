using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Values;

/// <summary>
/// The keys that a document has in an index (or for a sort, which orders by the least or greatest of them): an array gives one key for
/// each of its elements. Source: https://www.mongodb.com/docs/manual/core/indexes/index-types/index-multikey/.
/// </summary>
internal static class IndexKeys
{
    private const int AmbiguousFieldName = 16746;

    /// <returns>
    /// One array of values, in the order of the paths, for each key; a missing field is null in it, an empty array is undefined. Keys may
    /// repeat. <c>multikey</c> says whether there was an array to expand, even to one key.
    /// </returns>
    public static IReadOnlyList<BsonValue[]> Of(BsonDocument document, IReadOnlyList<FieldPath> paths, out bool multikey)
    {
        var key = new BsonValue[paths.Count];
        multikey = false;
        for (var index = 0; index < key.Length; index++)
        {
            if (TryGet(document, paths[index], out key[index]))
                continue;

            multikey = true;
            return [.. Expand([.. paths.Select(path => new Step(document, path, 0))])];
        }

        return [key];
    }

    /// <returns>False if there is an array on the way or at the end.</returns>
    private static bool TryGet(BsonDocument document, FieldPath path, out BsonValue value)
    {
        value = BsonNull.Value;
        for (var part = 0; part < path.Length; part++)
        {
            if (!document.TryGetValue(path[part], out var found))
                return true;

            if (found is BsonArray)
                return false;

            if (part == path.Length - 1)
                value = found;
            else if (found is BsonDocument inner)
                document = inner;
            else
                return true;
        }

        return true;
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

        /// <summary>A number names a position that the array has; it must not be a field's name in it as well.</summary>
        public bool NamesPosition(BsonArray array)
        {
            if (Part >= Path.Length || Path.PositionAt(Part) < 0 || Path.PositionAt(Part) >= array.Count)
                return false;

            var name = Path[Part];
            if (array.Any(element => element is BsonDocument document && document.Contains(name)))
            {
                throw new CommandException(
                    AmbiguousFieldName,
                    "Ambiguous field name found in array (do not use numeric field names in embedded elements in an array), "
                    + $"field: '{name}' for array: {ShellText.Of(array)}");
            }

            return true;
        }

        public Step IntoPosition(BsonArray array) =>
            IsAt(array) ? this with { Value = array[Path.PositionAt(Part)], Part = Part + 1 } : this;

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
