using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Updates;

/// <summary><c>$unset</c>, and the source of a <c>$rename</c>.</summary>
internal sealed class UnsetNode : UpdateNode
{
    public override UpdateStep Apply(BsonValue? current, UpdateContext context) => current is null ? UpdateStep.Same(null) : UpdateStep.To(null);
}
