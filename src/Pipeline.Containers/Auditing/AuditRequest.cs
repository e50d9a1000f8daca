namespace Pipeline.Containers.Auditing;

/// <summary>What NuGet's audit is asked of.</summary>
public sealed record AuditRequest
{
    /// <summary>A project or solution that has been restored.</summary>
    public required string Project { get; init; }

    /// <summary>The <c>dotnet</c> to run. Default: the one on the PATH.</summary>
    public string DotNetPath { get; init; } = "dotnet";

    /// <summary>The variables it gets: the caller's, for feeds may need credentials from there.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Longest wait for <c>dotnet</c>, and for each feed. Default 5 min.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);
}
