using k8s.Models;

namespace Pipeline.Embedded.Kubernetes.Controlling.Deployments;

/// <summary>A Deployment and its ReplicaSets: the one that is as the template says, if there is one, and the others, oldest first.</summary>
internal sealed record Rollout(V1Deployment Deployment, V1ReplicaSet? Newest, IReadOnlyList<V1ReplicaSet> Older)
{
    public RolloutBounds Bounds { get; } = RolloutBounds.Of(Deployment);

    public IReadOnlyList<V1ReplicaSet> All => Newest is null ? Older : [.. Older, Newest];

    public static Rollout Of(V1Deployment deployment, IEnumerable<V1ReplicaSet> replicaSets)
    {
        var ordered = replicaSets.OrderBy(x => x.Metadata.CreationTimestamp).ThenBy(x => x.Metadata.Name, StringComparer.Ordinal).ToList();
        var template = ObjectEquality.Canonical(deployment.Spec.Template);
        var newest = ordered.FirstOrDefault(x => System.Text.Json.Nodes.JsonNode.DeepEquals(ObjectEquality.Canonical(WithoutHash(x.Spec.Template)), template));
        return new Rollout(deployment, newest, [.. ordered.Where(x => x != newest)]);
    }

    /// <summary>This rollout with one ReplicaSet as it is now.</summary>
    public Rollout With(V1ReplicaSet changed) => changed.Metadata.Uid == Newest?.Metadata.Uid
        ? this with { Newest = changed }
        : this with { Older = [.. Older.Select(x => x.Metadata.Uid == changed.Metadata.Uid ? changed : x)] };

    public static ReplicaSetSize SizeOf(V1ReplicaSet replicaSet) =>
        new(replicaSet.Metadata.Name, replicaSet.Spec.Replicas ?? 1, replicaSet.Status?.AvailableReplicas ?? 0) { MostPodsBefore = ReplicaSetAnnotations.MostPodsOf(replicaSet) };

    private static V1PodTemplateSpec WithoutHash(V1PodTemplateSpec template)
    {
        var copy = ObjectEquality.Copy(template);
        copy.Metadata?.Labels?.Remove(ReplicaSetNames.HashLabel);
        return copy;
    }
}
