using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Diffs;

namespace Pipeline.Embedded.MongoDB.Updates;

/// <summary><c>$set</c>, and <c>$setOnInsert</c>, which does so only to a new document.</summary>
internal sealed class SetNode(BsonValue value, bool isOnlyForInsert) : UpdateNode
{
    public override UpdateStep Apply(BsonValue? current, UpdateContext context)
    {
        if (isOnlyForInsert && !context.IsInsert || current is not null && BinaryEquality.Same(current, value))
            return UpdateStep.Same(current);
        return UpdateStep.To(value);
    }
}
