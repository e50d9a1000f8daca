using k8s.Models;

namespace Pipeline.Embedded.Kubernetes.Controlling.Deployments;

/// <summary>How many pods there may be at most, and must be available at least, while a Deployment changes.</summary>
/// <param name="Replicas">The wanted number.</param>
/// <param name="MaxSurge">How many more there may be.</param>
/// <param name="MaxUnavailable">How many fewer may be available.</param>
internal sealed record RolloutBounds(int Replicas, int MaxSurge, int MaxUnavailable)
{
    public int MostPods => Replicas + MaxSurge;

    public int LeastAvailable => Replicas - MaxUnavailable;

    public static RolloutBounds Of(V1Deployment deployment)
    {
        var replicas = deployment.Spec.Replicas ?? 1;
        if (deployment.Spec.Strategy?.Type == "Recreate")
            return new RolloutBounds(replicas, 0, 0);

        var rolling = deployment.Spec.Strategy?.RollingUpdate;
        return Of(replicas, rolling?.MaxSurge ?? "25%", rolling?.MaxUnavailable ?? "25%");
    }

    /// <summary>Surge rounds up, unavailable rounds down; where both come to nothing one pod may be unavailable, or the rollout could never move.</summary>
    public static RolloutBounds Of(int replicas, IntOrString maxSurge, IntOrString maxUnavailable)
    {
        var surge = IntOrPercent.Of(maxSurge, replicas, roundUp: true);
        var unavailable = IntOrPercent.Of(maxUnavailable, replicas, roundUp: false);
        if (surge == 0 && unavailable == 0)
            unavailable = 1;
        return new RolloutBounds(replicas, surge, Math.Min(unavailable, replicas));
    }
}
