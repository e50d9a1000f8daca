using Pipeline.Releases.Proving;

namespace Pipeline.Releases.Policies;

/// <summary>Evidence that a policy asks for.</summary>
public sealed record EvidenceDemand
{
    /// <summary>The kind.</summary>
    public required Evidence Kind { get; init; }

    /// <summary>The oldest that counts; null for any age.</summary>
    public TimeSpan? NoOlderThan { get; init; }

    /// <summary>Whether "not done" is let through, and shown so. Only for what a rehearsal can't do.</summary>
    public bool MayBeNotDone { get; init; }
}
