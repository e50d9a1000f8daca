namespace Pipeline.Containers.Scanning.Gate;

/// <summary>What an image may have and still be released. The default counts what is high or worse, and has a fix or not.</summary>
public sealed record ScanGate
{
    /// <summary>Vulnerabilities from this severity on count. Default <see cref="Severity.High"/>.</summary>
    public Severity FailAt { get; init; } = Severity.High;

    /// <summary>Leaves out vulnerabilities for which no fixed version is known. Default false.</summary>
    public bool IgnoreUnfixed { get; init; }

    /// <summary>Counts only what the previous release's report hadn't; without such a report, everything counts. Default false.</summary>
    public bool OnlyNewSince { get; init; }

    /// <summary>Fails an image whose operating system gets no more fixes. Default true.</summary>
    public bool FailOnEndOfLifeOs { get; init; } = true;

    /// <summary>Secrets from this severity on count; null counts none. Default <see cref="Severity.Unknown"/>: each of them.</summary>
    public Severity? SecretsFailAt { get; init; } = Severity.Unknown;

    /// <summary>Misconfigurations from this severity on count; null counts none. Default <see cref="Severity.High"/>.</summary>
    public Severity? MisconfigurationsFailAt { get; init; } = Severity.High;

    /// <summary>Licences from this severity on count (Trivy: forbidden is critical, restricted high); null counts none, the default.</summary>
    public Severity? LicensesFailAt { get; init; }
}
