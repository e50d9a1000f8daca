namespace Pipeline.Embedded.Kubernetes.Deleting;

/// <summary>How a deletion is meant (<c>DeleteOptions</c>).</summary>
internal sealed record DeletionRequest
{
    /// <summary><c>Background</c>, <c>Foreground</c> or <c>Orphan</c>; none for the kind's default.</summary>
    public string? Propagation { get; init; }

    /// <summary>A pod's time to end; none for its own.</summary>
    public long? GracePeriodSeconds { get; init; }

    /// <summary>Only the object with this uid.</summary>
    public string? Uid { get; init; }

    /// <summary>Only this version of the object.</summary>
    public string? ResourceVersion { get; init; }

    public bool IsDryRun { get; init; }

    /// <summary>What the client is told beside the answer.</summary>
    public List<string> Warnings { get; } = [];
}
