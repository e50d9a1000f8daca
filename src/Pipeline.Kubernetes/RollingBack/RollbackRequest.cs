namespace Pipeline.Kubernetes.RollingBack;

/// <summary>Which release to go back to.</summary>
public sealed record RollbackRequest
{
    /// <summary>The application.</summary>
    public required string Application { get; init; }

    /// <summary>The namespace of its release records.</summary>
    public required string Namespace { get; init; }

    /// <summary>The release to go back to. Default the last one that was deployed before the current one.</summary>
    public int? To { get; init; }

    /// <summary>Takes fields from other field managers instead of reporting a conflict. Default no.</summary>
    public bool ForceConflicts { get; init; }

    /// <summary>As <see cref="Planning.DeployRequest.MustBeTried"/>.</summary>
    public bool MustBeTried { get; init; }

    /// <summary>Longest wait for readiness. Default 10 min.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);
}
