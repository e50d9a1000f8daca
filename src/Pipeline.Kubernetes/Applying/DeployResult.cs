namespace Pipeline.Kubernetes.Applying;

/// <summary>How a deployment ended.</summary>
public enum DeployResult
{
    /// <summary>The release is applied and ready, and what it no longer has is pruned.</summary>
    Deployed,

    /// <summary>The set was deployed already and is ready; nothing was written.</summary>
    Unchanged,

    /// <summary>The release failed and stays as it is: that was asked for, or there is no release to go back to.</summary>
    Failed,

    /// <summary>The release failed; the last good one is back and ready.</summary>
    RolledBack,

    /// <summary>The release failed, and so did the rollback.</summary>
    RollbackFailed,
}
