namespace Pipeline.Components.Reporting;

/// <summary>What a gate said of an image or of packages, from the summary beside the reports.</summary>
internal sealed record FoundVerdict
{
    /// <summary>passed, failed, not done.</summary>
    public required string State { get; init; }

    public string Reason { get; init; } = "";

    public string? Image { get; init; }

    public string? Scanner { get; init; }

    public string? DatabaseUpdatedAt { get; init; }

    /// <summary>Findings by what became of them: counted, waived.</summary>
    public IReadOnlyDictionary<string, long> Fates { get; init; } = new Dictionary<string, long>();

    /// <summary>Counted findings by severity, the worst first.</summary>
    public IReadOnlyDictionary<string, long> Severities { get; init; } = new Dictionary<string, long>();

    public IReadOnlyList<string> Problems { get; init; } = [];

    public IReadOnlyList<FoundFinding> Findings { get; init; } = [];
}

/// <summary>A finding of a scan or an audit.</summary>
internal sealed record FoundFinding(string Fate, string Severity, string Id, string Where, string FixedIn, string Why, string? Url);
