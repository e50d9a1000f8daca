using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Updates;

/// <summary>The <c>$sort</c> of a <c>$push</c>: by whole elements, or by fields of elements that are documents.</summary>
internal sealed class PushSort
{
    private readonly IReadOnlyList<(FieldPath? Path, int Direction)> _keys;
    private readonly BsonOrder _order;

    private PushSort(IReadOnlyList<(FieldPath? Path, int Direction)> keys, BsonOrder order)
    {
        _keys = keys;
        _order = order;
    }

    public static PushSort Parse(BsonValue argument, Collation? collation)
    {
        var order = BsonOrder.For(collation);
        if (Numbers.IsNumber(argument))
            return new PushSort([(null, Direction(argument))], order);
        if (argument is not BsonDocument pattern)
        {
            throw new CommandException(ServerError.BadValue,
                "The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields");
        }

        if (pattern.ElementCount == 0)
            throw new CommandException(ServerError.BadValue, "The $sort pattern is empty when it should be a set of fields.");
        var keys = new List<(FieldPath? Path, int Direction)>();
        foreach (var key in pattern)
        {
            if (key.Name.Split('.').Contains(""))
            {
                throw new CommandException(ServerError.BadValue, key.Name.Length == 0
                    ? "The $sort field cannot be empty"
                    : $"The $sort field is a dotted field but has an empty part: {key.Name}");
            }

            keys.Add((FieldPath.Parse(key.Name), Direction(key.Value)));
        }

        return new PushSort(keys, order);
    }

    public BsonArray Sorted(BsonArray array) => new(array.Order(Comparer<BsonValue>.Create(Compare)));

    private int Compare(BsonValue left, BsonValue right)
    {
        foreach (var (path, direction) in _keys)
        {
            var order = path is null ? _order.Compare(left, right) : _order.Compare(Key(left, path), Key(right, path));
            if (order != 0)
                return order * direction;
        }

        return 0;
    }

    /// <summary>An element without the field sorts as null does.</summary>
    private static BsonValue Key(BsonValue element, FieldPath path) => (element as BsonDocument is { } document ? path.Get(document) : null) ?? BsonNull.Value;

    private static int Direction(BsonValue value) => Numbers.TryWhole(value, out var direction) && direction is 1 or -1
        ? (int)direction
        : throw new CommandException(ServerError.BadValue, "The $sort element value must be either 1 or -1");
}
