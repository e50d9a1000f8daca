using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Diffs;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Updates;

/// <summary><c>$push</c> with its modifiers.</summary>
internal sealed class PushNode : UpdateNode
{
    private readonly IReadOnlyList<BsonValue> _values;
    private readonly long? _position;
    private readonly long? _slice;
    private readonly PushSort? _sort;

    private PushNode(IReadOnlyList<BsonValue> values, long? position = null, long? slice = null, PushSort? sort = null)
    {
        _values = values;
        _position = position;
        _slice = slice;
        _sort = sort;
    }

    public static PushNode Parse(BsonValue argument, Collation? collation)
    {
        if (argument is not BsonDocument clauses || !clauses.TryGetValue("$each", out var each))
            return new PushNode([argument]);
        if (each is not BsonArray values)
            throw new CommandException(ServerError.BadValue, $"The argument to $each in $push must be an array but it was of type: {BsonTypeName.Of(each)}");
        long? position = null;
        long? slice = null;
        PushSort? sort = null;
        foreach (var clause in clauses)
        {
            switch (clause.Name)
            {
                case "$each":
                    break;
                case "$slice":
                    slice = Whole(clause.Value, "The value for $slice must be an integer value but was given type: ");
                    break;
                case "$position":
                    position = Whole(clause.Value, "The value for $position must be an integer value, not of type: ");
                    break;
                case "$sort":
                    sort = PushSort.Parse(clause.Value, collation);
                    break;
                default:
                    throw new CommandException(ServerError.BadValue, $"Unrecognized clause in $push: {clause.Name}");
            }
        }

        return new PushNode([.. values], position, slice, sort);
    }

    public override UpdateStep Apply(BsonValue? current, UpdateContext context)
    {
        if (current is not (null or BsonArray))
        {
            throw new CommandException(ServerError.BadValue,
                $"The field '{context.Path}' must be an array but is of type {BsonTypeName.Of(current)} in document {context.Document}");
        }

        var array = (BsonArray?)current ?? [];
        var before = array.Count;
        var at = Position(before);
        for (var index = 0; index < _values.Count; index++)
            array.Insert(at + index, _values[index]);
        if (_sort is not null)
            array = _sort.Sorted(array);
        var isCut = _slice is { } slice && array.Count > Math.Abs(slice);
        if (isCut)
            array = new BsonArray(_slice < 0 ? array.Skip(array.Count - (int)-_slice.Value) : array.Take((int)_slice!.Value));
        if (current is null || _sort is not null || isCut)
            return UpdateStep.To(array);
        if (_values.Count == 0)
            return UpdateStep.Same(array);
        return at == before ? new UpdateStep(array, HasChanged: true, Appended(before)) : UpdateStep.To(array);
    }

    private int Position(int count) => _position switch
    {
        null => count,
        < 0 => (int)Math.Max(0, count + _position.Value),
        _ => (int)Math.Min(count, _position.Value),
    };

    private BsonDocument Appended(int before)
    {
        var difference = new ArrayDiffBuilder();
        for (var index = 0; index < _values.Count; index++)
            difference.Update(before + index, _values[index]);
        return difference.Build();
    }

    private static long Whole(BsonValue value, string message) => Numbers.TryWhole(value, out var whole)
        ? Math.Max(whole, -long.MaxValue)
        : throw new CommandException(ServerError.BadValue, message + BsonTypeName.Of(value));
}
