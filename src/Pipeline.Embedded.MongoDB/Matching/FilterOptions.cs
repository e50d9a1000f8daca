using Pipeline.Embedded.MongoDB.Expressions;

namespace Pipeline.Embedded.MongoDB.Matching;

/// <summary>What a filter is parsed with.</summary>
internal sealed record FilterOptions
{
    public static FilterOptions None { get; } = new();

    public EvaluationSettings Evaluation { get; init; } = EvaluationSettings.None;

    /// <summary>Whether <c>$where</c>, <c>$near</c> and <c>$text</c> have their own error rather than "not allowed in this context", as they have in find but not in <c>$match</c>.</summary>
    public bool AllowWhere { get; init; }
}
