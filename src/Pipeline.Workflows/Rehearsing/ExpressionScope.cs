namespace Pipeline.Workflows.Rehearsing;

/// <summary>What expressions of a job know: names with their values, and whether something has failed.</summary>
internal sealed record ExpressionScope
{
    /// <summary>Values by their path: <c>github.sha</c>, <c>matrix.part</c>.</summary>
    public required IReadOnlyDictionary<string, string> Values { get; init; }

    /// <summary>Contexts that are known as a whole, so a name in them that isn't there is empty: <c>env.</c>, <c>steps.build.outputs.</c>.</summary>
    public IReadOnlyList<string> Complete { get; init; } = [];

    /// <summary>Whether a step, or a job that is needed, has failed.</summary>
    public bool HasFailed { get; init; }

    /// <summary>The value of a path; null if only GitHub knows it.</summary>
    public string? Find(string path) =>
        Values.TryGetValue(path, out var value) ? value
        : Complete.Any(x => path.StartsWith(x, StringComparison.OrdinalIgnoreCase)) ? ""
        : null;
}
