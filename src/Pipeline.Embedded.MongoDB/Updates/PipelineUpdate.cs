using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Diffs;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;

namespace Pipeline.Embedded.MongoDB.Updates;

/// <summary>An update by stages of an aggregation pipeline.</summary>
internal sealed class PipelineUpdate : Update
{
    private readonly IReadOnlyList<PipelineUpdateStage> _stages;
    private readonly EvaluationSettings _evaluation;

    private PipelineUpdate(IReadOnlyList<PipelineUpdateStage> stages, EvaluationSettings evaluation)
    {
        _stages = stages;
        _evaluation = evaluation;
    }

    public override bool IsPipeline => true;

    public static new PipelineUpdate Parse(BsonValue specification, UpdateOptions options)
    {
        if (options.ArrayFilters is { Count: > 0 })
            throw new CommandException(ServerError.FailedToParse, "arrayFilters may not be specified for pipeline-syle updates");
        var evaluation = options.Evaluation;
        foreach (var constant in options.Constants ?? [])
            evaluation = evaluation with { Let = evaluation.Let.SetItem(constant.Name, constant.Value) };
        var variables = evaluation.Let.Keys.ToHashSet(StringComparer.Ordinal);
        return new PipelineUpdate([.. ((BsonArray)specification).Select(stage => PipelineUpdateStage.Parse(stage, variables))], evaluation);
    }

    public override BsonDocument Apply(BsonDocument document, string? positionalIndex, out bool changed, out BsonDocument? diff)
    {
        var after = Finish(document, Run(document), out changed);
        diff = changed ? DocumentDiff.Compute(document, after) : null;
        return after;
    }

    protected override BsonDocument Create(BsonDocument seed) => DocumentId.Kept(seed, Run(seed));

    private BsonDocument Run(BsonDocument document)
    {
        foreach (var stage in _stages)
            document = stage.Apply(document, _evaluation);
        return document;
    }
}
