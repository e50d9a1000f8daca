namespace Pipeline.Kubernetes.Recording;

/// <summary>What became of a release.</summary>
public enum ReleaseState
{
    /// <summary>Its deployment is under way, or was killed.</summary>
    Pending,

    /// <summary>It is deployed and was ready.</summary>
    Deployed,

    /// <summary>It did not become ready, or could not be applied.</summary>
    Failed,

    /// <summary>A later release took its place.</summary>
    Superseded,

    /// <summary>It was taken back for an earlier release.</summary>
    RolledBack,
}
