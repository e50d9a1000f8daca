using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Accumulating;

/// <summary><c>$concatArrays</c>, and with <paramref name="distinct"/> <c>$setUnion</c>.</summary>
internal sealed class ConcatenationAccumulator(string name, BsonOrder? distinct) : Accumulator
{
    private readonly ListAccumulator _items = new(distinct);

    public override BsonValue? Result => _items.Result;

    public override void Add(BsonValue? value)
    {
        if (value is null)
            return;
        if (value is not BsonArray array)
            throw new CommandException(ServerError.TypeMismatch, $"{name} requires array inputs, but input {Texts.Show(value)} is of type {BsonTypeName.Of(value)}");
        foreach (var item in array)
            _items.Add(item);
    }
}
