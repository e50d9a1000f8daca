namespace Pipeline.Embedded.Kubernetes.Controlling.Deployments;

/// <summary>The arithmetic of a rolling update: one step up or down at a time, within the bounds. Pure.</summary>
internal static class RollingUpdate
{
    /// <summary>The size that the newest ReplicaSet should have now.</summary>
    public static int NewSize(RolloutBounds bounds, ReplicaSetSize newest, IEnumerable<ReplicaSetSize> older)
    {
        if (newest.Desired >= bounds.Replicas)
            return bounds.Replicas;

        var current = newest.Desired + older.Sum(x => x.Desired);
        return current >= bounds.MostPods ? newest.Desired : newest.Desired + Math.Min(bounds.MostPods - current, bounds.Replicas - newest.Desired);
    }

    /// <summary>The sizes that the older ReplicaSets (oldest first) should have now: first what isn't available goes, then as much as the bounds allow.</summary>
    public static IReadOnlyList<ReplicaSetSize> OldSizes(RolloutBounds bounds, ReplicaSetSize newest, IReadOnlyList<ReplicaSetSize> older)
    {
        var all = newest.Desired + older.Sum(x => x.Desired);
        // Pods of the newest that aren't available yet count as if they never would be: a broken release can't take more than its share.
        var mayGo = all - bounds.LeastAvailable - (newest.Desired - newest.Available);
        if (mayGo <= 0)
            return older;

        var healthy = TakeUnavailable(older, mayGo);
        return TakeAvailable(healthy, newest.Available + older.Sum(x => x.Available) - bounds.LeastAvailable);
    }

    private static List<ReplicaSetSize> TakeUnavailable(IReadOnlyList<ReplicaSetSize> older, int mayGo)
    {
        var sizes = new List<ReplicaSetSize>();
        foreach (var size in older)
        {
            var goes = Math.Clamp(size.Desired - size.Available, 0, mayGo);
            mayGo -= goes;
            sizes.Add(size with { Desired = size.Desired - goes });
        }

        return sizes;
    }

    private static List<ReplicaSetSize> TakeAvailable(IReadOnlyList<ReplicaSetSize> older, int mayGo)
    {
        var sizes = new List<ReplicaSetSize>();
        foreach (var size in older)
        {
            var goes = Math.Clamp(size.Desired, 0, Math.Max(mayGo, 0));
            mayGo -= goes;
            sizes.Add(size with { Desired = size.Desired - goes });
        }

        return sizes;
    }
}
