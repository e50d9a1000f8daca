using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Matching;

namespace Pipeline.Embedded.MongoDB.Schemas;

/// <summary><c>$jsonSchema</c> in a query.</summary>
internal sealed record SchemaNode(JsonSchema Schema) : FilterNode
{
    public override bool Matches(BsonDocument document, MatchDetails? details) => Schema.Matches(document);
}
