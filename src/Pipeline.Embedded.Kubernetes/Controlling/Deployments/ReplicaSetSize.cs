namespace Pipeline.Embedded.Kubernetes.Controlling.Deployments;

/// <summary>A ReplicaSet as the arithmetic of a rollout sees it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Desired">The pods it is asked for.</param>
/// <param name="Available">Its pods that have been ready for long enough.</param>
internal sealed record ReplicaSetSize(string Name, int Desired, int Available)
{
    /// <summary>The most pods that the Deployment allowed itself when this one was last scaled. 0 where that isn't known.</summary>
    public int MostPodsBefore { get; init; }
}
