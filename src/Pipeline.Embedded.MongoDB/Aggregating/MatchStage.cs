using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Matching;

namespace Pipeline.Embedded.MongoDB.Aggregating;

/// <summary><c>$match</c>.</summary>
internal sealed class MatchStage : Stage
{
    private readonly Filter _filter;

    private MatchStage(BsonDocument query, Filter filter)
    {
        Query = query;
        _filter = filter;
    }

    public BsonDocument Query { get; }

    public override StageTraits Traits => StageTraits.AllowedInChangeStream;

    public static MatchStage Parse(BsonDocument specification, PipelineOptions options) => specification[0] is BsonDocument query
        ? new MatchStage(query, Filter.Parse(query, new FilterOptions { Evaluation = options.Evaluation })) { Specification = specification }
        : throw new CommandException(15959, "the match filter must be an expression in an object");

    public override IEnumerable<BsonDocument> Run(IEnumerable<BsonDocument> input, IPipelineServer server)
    {
        foreach (var document in input)
        {
            if (_filter.Matches(document))
                yield return document;
        }
    }
}
