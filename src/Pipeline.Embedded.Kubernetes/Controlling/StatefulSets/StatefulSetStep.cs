using k8s.Models;
using Pipeline.Embedded.Kubernetes.Controlling.Revisions;

namespace Pipeline.Embedded.Kubernetes.Controlling.StatefulSets;

/// <summary>What a StatefulSet wants now.</summary>
internal sealed record StatefulSetStep(V1StatefulSet Set, V1OwnerReference Reference, V1ControllerRevision Current, V1ControllerRevision Update)
{
    public int First => Set.Spec.Ordinals?.Start ?? 0;

    /// <summary>The number after the last.</summary>
    public int End => First + (Set.Spec.Replicas ?? 1);

    /// <summary>Pods before this one stay as they were.</summary>
    public int Partition => Set.Spec.UpdateStrategy?.RollingUpdate?.Partition ?? 0;

    public (V1PodTemplateSpec Template, string Revision) TemplateFor(int ordinal) =>
        Set.Spec.UpdateStrategy?.Type != "OnDelete" && ordinal < First + Partition && RevisionHistory.TemplateOf(Current) is { } template
            ? (template, Current.Metadata.Name)
            : (Set.Spec.Template, Update.Metadata.Name);

    public bool IsUpdated(V1Pod pod) => pod.Metadata.Labels?.TryGetValue(StatefulSetPods.RevisionLabel, out var revision) == true && revision == Update.Metadata.Name;
}
