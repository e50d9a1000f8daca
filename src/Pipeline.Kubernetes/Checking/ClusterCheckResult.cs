namespace Pipeline.Kubernetes.Checking;

/// <summary>How a check ended.</summary>
public enum ClusterCheckResult
{
    /// <summary>It holds.</summary>
    Passed,

    /// <summary>It doesn't.</summary>
    Failed,

    /// <summary>It could not be found out, or doesn't apply; the message says why.</summary>
    NotChecked,
}
