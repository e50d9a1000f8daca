using Pipeline.Embedded.MongoDB.Expressions;

namespace Pipeline.Embedded.MongoDB.Aggregating;

/// <summary>What a pipeline is parsed for.</summary>
internal sealed record PipelineOptions
{
    public EvaluationSettings Evaluation { get; init; } = EvaluationSettings.None;

    public required string Database { get; init; }

    /// <summary><see langword="null"/> for <c>{aggregate: 1}</c>.</summary>
    public string? Collection { get; init; }

    public PipelinePlace Place { get; init; } = PipelinePlace.Command;

    /// <summary>The names of the variables that are defined around the pipeline.</summary>
    public IReadOnlySet<string> Variables => Evaluation.Let.Keys.ToHashSet(StringComparer.Ordinal);

    public ParseScope Scope => new([.. Evaluation.Let.Keys]);
}
