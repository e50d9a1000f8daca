using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Expressions;

namespace Pipeline.Embedded.MongoDB.Accumulating;

/// <summary><c>$sum</c>: what is no number doesn't count.</summary>
internal sealed class SumAccumulator : Accumulator
{
    private readonly NumberSum _sum = new();

    public override BsonValue? Result => _sum.Value;

    public override void Add(BsonValue? value) => _sum.TryAdd(value);
}
