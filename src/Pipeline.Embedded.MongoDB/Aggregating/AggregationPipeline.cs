using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Aggregating;

/// <summary>A parsed pipeline. It is immutable; each run is its own.</summary>
/// <remarks>Source: https://www.mongodb.com/docs/manual/core/aggregation-pipeline/.</remarks>
internal sealed class AggregationPipeline
{
    private AggregationPipeline(IReadOnlyList<Stage> stages, PipelineOptions options)
    {
        Stages = stages;
        Options = options;
    }

    public IReadOnlyList<Stage> Stages { get; }

    public PipelineOptions Options { get; }

    /// <summary>Whether it ends with <c>$out</c> or <c>$merge</c>.</summary>
    public bool Writes => Stages is [.., { Traits: var traits }] && traits.HasFlag(StageTraits.Writes);

    /// <summary>Whether it reads the collection it is run on, rather than making its own documents.</summary>
    public bool NeedsInput => !(Stages is [{ Traits: var traits }, ..] && traits.HasFlag(StageTraits.IsSource));

    public ChangeStreamStage? ChangeStream => Stages is [ChangeStreamStage first, ..] ? first : null;

    public static AggregationPipeline Parse(BsonArray stages, PipelineOptions options)
    {
        var parsed = new List<Stage>();
        foreach (var stage in stages)
        {
            if (stage is not BsonDocument specification)
                throw new CommandException(ServerError.TypeMismatch, "Each element of the 'pipeline' array must be an object");
            if (specification.ElementCount != 1)
                throw new CommandException(40323, "A pipeline stage specification object must contain exactly one field.");
            parsed.AddRange(StageParsers.Parse(specification, options));
        }

        StagePlaces.Check(parsed, options);
        return new AggregationPipeline(PipelineRewriting.Rewrite(parsed), options);
    }

    /// <summary>The same pipeline with a stage before it.</summary>
    public AggregationPipeline After(Stage first) => new([first, .. Stages], Options);

    /// <summary>What of the pipeline's beginning a query answers, by an index where there is one, and what is left to do after it.</summary>
    public PipelineInput TakeInput(out AggregationPipeline rest)
    {
        var taken = 0;
        var filters = new List<BsonDocument>();
        for (; taken < Stages.Count && Stages[taken] is MatchStage match; taken++)
            filters.Add(match.Query);
        var input = new PipelineInput
        {
            Filter = filters switch
            {
                [] => [],
                [var only] => only,
                _ => new BsonDocument("$and", new BsonArray(filters)),
            },
        };

        if (taken < Stages.Count && Stages[taken] is SortStage sort)
        {
            input = input with { Sort = sort.Keys };
            taken++;
        }

        if (taken < Stages.Count && Stages[taken] is SkipStage skip)
        {
            input = input with { Skip = skip.Count };
            taken++;
        }

        if (taken < Stages.Count && Stages[taken] is LimitStage limit)
        {
            input = input with { Limit = limit.Count };
            taken++;
        }

        rest = new AggregationPipeline([.. Stages.Skip(taken)], Options);
        return input;
    }

    /// <summary>The pipeline without its first stage, where that is <c>$changeStream</c> or another source that the caller runs itself.</summary>
    public AggregationPipeline WithoutFirst() => new([.. Stages.Skip(1)], Options);

    /// <summary>Runs as the output is read, but for a pipeline that writes, which runs at once and has none.</summary>
    public IEnumerable<BsonDocument> Run(IEnumerable<BsonDocument> input, IPipelineServer server)
    {
        foreach (var stage in Stages)
            input = stage.Run(input, server);
        return input;
    }
}
