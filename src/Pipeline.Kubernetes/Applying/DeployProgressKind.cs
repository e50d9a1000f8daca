namespace Pipeline.Kubernetes.Applying;

/// <summary>What happens in a deployment.</summary>
public enum DeployProgressKind
{
    /// <summary>Somebody else deploys; this run waits for the lock.</summary>
    Waiting,

    /// <summary>The plan is made.</summary>
    Planned,

    /// <summary>The release's record is written or its state changed.</summary>
    Recorded,

    /// <summary>An object is applied.</summary>
    Applied,

    /// <summary>An object's readiness changed.</summary>
    Readiness,

    /// <summary>An object is pruned, or kept although it would be.</summary>
    Pruned,

    /// <summary>The server sent a warning.</summary>
    Warning,

    /// <summary>The release failed.</summary>
    Failed,

    /// <summary>The rollback begins.</summary>
    RollingBack,
}
