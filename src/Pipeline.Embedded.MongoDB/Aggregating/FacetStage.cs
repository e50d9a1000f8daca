using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Aggregating;

/// <summary><c>$facet</c>: several pipelines over the same documents.</summary>
internal sealed class FacetStage(IReadOnlyList<(string Name, AggregationPipeline Pipeline)> facets) : Stage
{
    public override StageTraits Traits => StageTraits.NotInFacet;

    public static FacetStage Parse(BsonDocument specification, PipelineOptions options)
    {
        if (specification[0] is not BsonDocument { ElementCount: > 0 } given)
            throw new CommandException(40169, $"the $facet specification must be a non-empty object, but found: {ShellText.Of(specification[0])}");

        var facets = new List<(string, AggregationPipeline)>();
        foreach (var facet in given)
        {
            Expressions.FieldPathParser.RequireFieldName(facet.Name);
            if (facet.Value is not BsonArray stages)
                throw new CommandException(40170, $"arguments to $facet must be arrays, {facet.Name} is type {BsonTypeName.Of(facet.Value)}");
            facets.Add((facet.Name, AggregationPipeline.Parse(stages, options with { Place = PipelinePlace.Facet })));
        }

        return new FacetStage(facets) { Specification = specification };
    }

    public override IEnumerable<BsonDocument> Run(IEnumerable<BsonDocument> input, IPipelineServer server)
    {
        var documents = input.ToArray();
        var results = new BsonDocument();
        foreach (var (name, pipeline) in facets)
            results.Add(name, new BsonArray(pipeline.Run(documents, server)));
        yield return results;
    }
}
