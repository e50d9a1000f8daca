using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Aggregating;

/// <summary><c>$unionWith</c>: the input, then the documents of another collection or pipeline.</summary>
internal sealed class UnionStage(Subpipeline pipeline) : Stage
{
    public static UnionStage Parse(BsonDocument specification, PipelineOptions options)
    {
        var inner = options with { Place = PipelinePlace.Union };
        switch (specification[0])
        {
            case BsonString name:
                return new UnionStage(Subpipeline.Parse(ForeignCollection.Parse("$unionWith", name, options), [], inner, [])) { Specification = specification };
            case BsonDocument arguments:
                foreach (var argument in arguments)
                {
                    if (argument.Name is not ("coll" or "pipeline" or "db"))
                        throw new CommandException(40415, $"BSON field '$unionWith.{argument.Name}' is an unknown field.");
                }

                var stages = arguments.GetValue("pipeline", new BsonArray()) as BsonArray
                    ?? throw new CommandException(ServerError.TypeMismatch, $"BSON field '$unionWith.pipeline' is the wrong type '{BsonTypeName.Of(arguments["pipeline"])}', expected type 'array'");
                var from = arguments.TryGetValue("coll", out var collection) ? ForeignCollection.Parse("$unionWith", collection, options) : null;
                if (from is null && !(stages is [BsonDocument first, ..] && first.Contains("$documents")))
                    throw new CommandException(ServerError.FailedToParse, "$unionWith stage without explicit collection must have a pipeline with $documents as first stage");
                return new UnionStage(Subpipeline.Parse(from, stages, inner, [])) { Specification = specification };
            default:
                throw new CommandException(ServerError.FailedToParse, $"the $unionWith stage specification must be an object or string, but found {BsonTypeName.Of(specification[0])}");
        }
    }

    public override IEnumerable<BsonDocument> Run(IEnumerable<BsonDocument> input, IPipelineServer server) => input.Concat(pipeline.Run(server, []));
}
