using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Expressions;

namespace Pipeline.Embedded.MongoDB.Accumulating;

/// <summary><c>$mergeObjects</c>.</summary>
internal sealed class MergeAccumulator : Accumulator
{
    private readonly BsonDocument _merged = [];

    public override BsonValue? Result => _merged;

    public override void Add(BsonValue? value) => ObjectOperators.MergeInto(_merged, value);
}
