using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Aggregating;

/// <summary>A stage whose documents come from the server: <c>$indexStats</c>, <c>$collStats</c>, <c>$currentOp</c> and so on.</summary>
internal sealed class SourceStage(StageTraits traits, Func<IPipelineServer, IEnumerable<BsonDocument>> read) : Stage
{
    public override StageTraits Traits => StageTraits.IsSource | StageTraits.NotInFacet | traits;

    public override IEnumerable<BsonDocument> Run(IEnumerable<BsonDocument> input, IPipelineServer server) => read(server);
}
