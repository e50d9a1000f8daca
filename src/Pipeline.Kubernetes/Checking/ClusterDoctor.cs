namespace Pipeline.Kubernetes.Checking;

/// <summary>Checks, read-only, that everything a deployment needs is there and allowed.</summary>
public static class ClusterDoctor
{
    /// <summary>All checks, in the order that they are worth fixing. A check that fails is a value; nothing is thrown but for cancellation.</summary>
    public static Task<IReadOnlyList<ClusterCheck>> CheckAsync(ClusterCheckRequest request, CancellationToken cancellationToken = default) => throw new NotImplementedException();
}
