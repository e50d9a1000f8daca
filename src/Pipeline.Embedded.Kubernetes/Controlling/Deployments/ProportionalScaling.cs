namespace Pipeline.Embedded.Kubernetes.Controlling.Deployments;

/// <summary>What each ReplicaSet gets when a Deployment is scaled in the middle of a rollout: its share, so that the rollout stays where it was. Pure.</summary>
internal static class ProportionalScaling
{
    /// <param name="bounds">Of the Deployment, with the new number of replicas.</param>
    /// <param name="active">The ReplicaSets with pods, oldest first.</param>
    /// <param name="deploymentReplicas">The pods that the Deployment has, by its status.</param>
    public static IReadOnlyList<ReplicaSetSize> Sizes(RolloutBounds bounds, IReadOnlyList<ReplicaSetSize> active, int deploymentReplicas)
    {
        var allowed = bounds.Replicas > 0 ? bounds.MostPods : 0;
        var toAdd = allowed - active.Sum(x => x.Desired);
        // Up: the larger first, of equal ones the newer. Down: the larger first, of equal ones the older.
        var ordered = (toAdd > 0 ? active.Reverse() : active).OrderByDescending(x => x.Desired).ToList();

        var added = 0;
        for (var i = 0; i < ordered.Count; i++)
        {
            var share = toAdd == 0 ? 0 : Share(bounds, ordered[i], toAdd - added, deploymentReplicas);
            ordered[i] = ordered[i] with { Desired = ordered[i].Desired + share };
            added += share;
        }

        // What rounding left over goes to the largest.
        if (ordered.Count > 0 && toAdd != 0)
            ordered[0] = ordered[0] with { Desired = Math.Max(0, ordered[0].Desired + toAdd - added) };
        return ordered;
    }

    private static int Share(RolloutBounds bounds, ReplicaSetSize size, int left, int deploymentReplicas)
    {
        if (size.Desired == 0 || left == 0)
            return 0;

        var fraction = Fraction(bounds, size, deploymentReplicas);
        return left > 0 ? Math.Min(fraction, left) : Math.Max(fraction, left);
    }

    private static int Fraction(RolloutBounds bounds, ReplicaSetSize size, int deploymentReplicas)
    {
        if (bounds.Replicas == 0)
            return -size.Desired;

        var before = size.MostPodsBefore > 0 ? size.MostPodsBefore : deploymentReplicas;
        return before == 0 ? 0 : (int)Math.Round((double)size.Desired * bounds.MostPods / before, MidpointRounding.AwayFromZero) - size.Desired;
    }
}
