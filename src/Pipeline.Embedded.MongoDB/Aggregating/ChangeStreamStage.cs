using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Aggregating;

/// <summary><c>$changeStream</c> as data: whoever runs the pipeline takes it off and feeds the rest with events.</summary>
internal sealed class ChangeStreamStage(BsonDocument options) : Stage
{
    /// <summary>The stage's options: <c>fullDocument</c>, <c>resumeAfter</c> and so on.</summary>
    public BsonDocument Options => options;

    public override StageTraits Traits => StageTraits.IsSource | StageTraits.NotInFacet | StageTraits.NotInSubpipeline | StageTraits.NeedsNoCollection | StageTraits.AllowedInChangeStream;

    public static ChangeStreamStage Parse(BsonDocument specification) => specification[0] is BsonDocument options
        ? new ChangeStreamStage(options) { Specification = specification }
        : throw new CommandException(6188500, $"the $changeStream stage specification must be an object, but found {BsonTypeName.Of(specification[0])}");

    public override IEnumerable<BsonDocument> Run(IEnumerable<BsonDocument> input, IPipelineServer server) => input;
}
