using Pipeline.Embedded.MongoDB.Expressions;

namespace Pipeline.Embedded.MongoDB.Projecting;

/// <summary>What a projection is parsed for.</summary>
internal sealed record ProjectionOptions
{
    public EvaluationSettings Evaluation { get; init; } = EvaluationSettings.None;

    /// <summary>
    /// Whether it is a <c>$project</c> stage: there <c>$slice</c> is only the expression, and <c>$elemMatch</c> and the positional
    /// <c>.$</c> are refused.
    /// </summary>
    public bool IsAggregation { get; init; }

    /// <summary>Names that expressions may use as variables beside those of the system.</summary>
    public IReadOnlySet<string>? Variables { get; init; }
}
