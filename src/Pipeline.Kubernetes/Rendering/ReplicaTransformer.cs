using System.Text.Json.Nodes;
using Pipeline.Errors;
using Pipeline.Kubernetes.Manifests;

namespace Pipeline.Kubernetes.Rendering;

/// <summary>Sets the number of replicas of workloads by name.</summary>
internal sealed class ReplicaTransformer(string name, long count, string source) : ITransformer
{
    public void Apply(IReadOnlyList<ManifestObject> objects)
    {
        var workloads = objects.Where(x => x.Name == name && x.Kind is "Deployment" or "StatefulSet" or "ReplicaSet" or "ReplicationController").ToList();
        if (workloads.Count == 0)
            throw new PipelineException(KubernetesErrors.InvalidKustomization, $"{source}: replicas: no Deployment, StatefulSet, ReplicaSet or ReplicationController is named '{name}'. Correct the name.");

        foreach (var item in workloads)
        {
            if (item.Body["spec"] is not JsonObject spec)
                item.Body["spec"] = spec = [];
            spec["replicas"] = count;
        }
    }
}
