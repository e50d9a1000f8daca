namespace AgentKit.Server.Health;

/// <summary>Whether requests should be sent here, and why not.</summary>
internal sealed record ReadinessReport
{
    /// <summary><c>ready</c> or <c>not_ready</c>.</summary>
    public required string Status { get; init; }

    /// <summary>When it was found out, UTC: answers are a few seconds old at most.</summary>
    public required DateTimeOffset CheckedAt { get; init; }

    /// <summary>Each check.</summary>
    public required IReadOnlyDictionary<string, CheckReport> Checks { get; init; }

    /// <summary>The secrets that this instance works with, each with its version: what a rotation waits for. Never a value.</summary>
    public IReadOnlyList<SecretInUse> Secrets { get; init; } = [];

    public bool IsReady() => Status == "ready";
}
