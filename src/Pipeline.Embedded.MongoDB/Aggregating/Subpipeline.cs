using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Aggregating;

/// <summary>A pipeline over another collection, inside a stage.</summary>
internal sealed class Subpipeline(ForeignCollection? from, BsonArray stages, PipelineOptions options)
{
    /// <summary>Checks the stages; <paramref name="variables"/> are defined when it runs.</summary>
    public static Subpipeline Parse(ForeignCollection? from, BsonArray stages, PipelineOptions options, IEnumerable<string> variables)
    {
        var inner = options with { Collection = from?.Collection, Database = from?.Database ?? options.Database };
        var subpipeline = new Subpipeline(from, stages, inner);
        subpipeline.Bind(variables.Select(name => (name, (BsonValue?)null)));
        return subpipeline;
    }

    /// <param name="server">Who has the collection.</param>
    /// <param name="variables">The values of the variables; <see langword="null"/> for one that is missing.</param>
    /// <param name="filter">What is asked of a document before the pipeline begins.</param>
    public IEnumerable<BsonDocument> Run(IPipelineServer server, IEnumerable<(string Name, BsonValue? Value)> variables, BsonDocument? filter = null)
    {
        var pipeline = Bind(variables);
        if (from is null || pipeline.Stages is [{ Traits: var traits }, ..] && traits.HasFlag(StageTraits.IsSource))
            return pipeline.Run([], server);
        if (filter is not null)
            pipeline = pipeline.After(MatchStage.Parse(new BsonDocument("$match", filter), options));
        var input = pipeline.TakeInput(out var rest);
        return rest.Run(server.Find(from.Database, from.Collection, input, rest.Options.Evaluation), server);
    }

    private AggregationPipeline Bind(IEnumerable<(string Name, BsonValue? Value)> variables)
    {
        var let = options.Evaluation.Let;
        foreach (var (name, value) in variables)
            let = let.SetItem(name, value ?? BsonUndefined.Value);
        return AggregationPipeline.Parse(stages, options with { Evaluation = options.Evaluation with { Let = let } });
    }
}
