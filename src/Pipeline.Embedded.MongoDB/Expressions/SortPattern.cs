using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary>A sort specification, <c>{a: 1, "b.c": -1}</c>. Of an array under a path the least element counts, or the greatest where descending.</summary>
/// <remarks>Source: https://www.mongodb.com/docs/manual/reference/operator/aggregation/sort/.</remarks>
internal sealed class SortPattern
{
    private readonly string[][] _paths;
    private readonly int[] _directions;
    private readonly FieldPath[] _fields;

    private SortPattern(string[][] paths, int[] directions)
    {
        _paths = paths;
        _directions = directions;
        _fields = [.. paths.Select(x => FieldPath.Parse(string.Join('.', x)))];
    }

    public int Length => _paths.Length;

    public static SortPattern Parse(BsonDocument specification)
    {
        if (specification.ElementCount == 0)
            throw new CommandException(15976, "$sort stage must have at least one sort key");
        if (specification.ElementCount > 32)
            throw new CommandException(ServerError.BadValue, "too many sort keys: the most is 32");
        var paths = new List<string[]>();
        var directions = new List<int>();
        foreach (var element in specification)
        {
            if (element.Value is BsonDocument meta)
                throw Refuse(meta, element.Name);
            paths.Add(FieldPathParser.Split(element.Name));
            directions.Add(Direction(element.Value));
        }

        return new SortPattern([.. paths], [.. directions]);
    }

    public static int Direction(BsonValue value)
    {
        if (!Numbers.IsNumber(value))
            throw new CommandException(15974, $"Illegal key in $sort specification: {Texts.Show(value)}");
        var direction = Numbers.ToDouble(value);
        return direction is 1 or -1
            ? (int)direction
            : throw new CommandException(15975, "$sort key ordering must be 1 (for ascending) or -1 (for descending)");
    }

    /// <summary>What <paramref name="value"/> is sorted by, one value for each key.</summary>
    public BsonValue?[] Key(BsonValue value, BsonOrder order)
    {
        if (_fields.Length > 1 && value is BsonDocument document)
            return First(document, order);

        var key = new BsonValue?[_paths.Length];
        for (var index = 0; index < key.Length; index++)
        {
            var best = default(Best);
            best.Collect(value, _paths[index], 0, _directions[index], order);
            key[index] = best.Value ?? BsonNull.Value;
        }

        return key;
    }

    /// <summary>Several keys belong together where they are of one array's element: the document stands where the first of its tuples does.</summary>
    private BsonValue[] First(BsonDocument document, BsonOrder order)
    {
        try
        {
            return IndexKeys.Of(document, _fields, out _).Aggregate((best, next) => Compare(next, best, order) < 0 ? next : best);
        }
        catch (CommandException exception) when (exception.Is(ServerError.CannotIndexParallelArrays))
        {
            throw new CommandException(ServerError.BadValue, "cannot sort with keys that are parallel arrays");
        }
    }

    public int Compare(BsonValue?[] left, BsonValue?[] right, BsonOrder order)
    {
        for (var index = 0; index < left.Length; index++)
        {
            var compared = order.Compare(left[index], right[index]);
            if (compared != 0)
                return compared * _directions[index];
        }

        return 0;
    }

    /// <summary>The same for keys that follow something else in an array.</summary>
    public int CompareKeyed(BsonArray left, BsonArray right, BsonOrder order)
    {
        for (var index = 0; index < _directions.Length; index++)
        {
            var compared = order.Compare(left[index + 1], right[index + 1]);
            if (compared != 0)
                return compared * _directions[index];
        }

        return 0;
    }

    /// <summary>Sorts stably.</summary>
    public IEnumerable<T> Sort<T>(IEnumerable<T> items, Func<T, BsonValue> value, BsonOrder order) =>
        items.Select(item => (Item: item, Key: Key(value(item), order)))
            .OrderBy(pair => pair.Key, Comparer<BsonValue?[]>.Create((left, right) => Compare(left, right, order)))
            .Select(pair => pair.Item);

    private static CommandException Refuse(BsonDocument meta, string field) => meta.Contains("$meta")
        ? new CommandException(ServerError.NotImplemented, $"sorting by {Texts.Show(meta)} (field '{field}') is not supported by the embedded server")
        : new CommandException(17312, "$meta is the only expression supported by $sort right now");

    private struct Best
    {
        public BsonValue? Value { get; private set; }

        public void Collect(BsonValue value, string[] path, int index, int direction, BsonOrder order)
        {
            while (index < path.Length)
            {
                if (value is BsonArray array)
                {
                    CollectFrom(array, path, index, direction, order);
                    return;
                }

                if (value is not BsonDocument document || !document.TryGetValue(path[index++], out value!))
                {
                    Offer(BsonNull.Value, direction, order);
                    return;
                }
            }

            if (value is not BsonArray leaf)
            {
                Offer(value, direction, order);
                return;
            }

            if (leaf.Count == 0)
                Offer(BsonUndefined.Value, direction, order);
            foreach (var item in leaf)
                Offer(item, direction, order);
        }

        private void CollectFrom(BsonArray array, string[] path, int index, int direction, BsonOrder order)
        {
            var name = path[index];
            var isPosition = int.TryParse(name, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var position);
            if (isPosition && position < array.Count && !array.Any(item => item is BsonDocument element && element.Contains(name)))
            {
                Collect(array[position], path, index + 1, direction, order);
                return;
            }

            if (array.Count == 0)
                Offer(BsonNull.Value, direction, order);
            foreach (var item in array)
            {
                if (item is BsonDocument)
                    Collect(item, path, index, direction, order);
                else
                    Offer(BsonNull.Value, direction, order);
            }
        }

        private void Offer(BsonValue value, int direction, BsonOrder order)
        {
            if (Value is null || order.Compare(value, Value) * direction < 0)
                Value = value;
        }
    }
}
