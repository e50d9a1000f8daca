using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Manifests;

namespace Pipeline.Kubernetes.Validating.Checks;

/// <summary>What pods refer to: ConfigMaps, Secrets, claims, accounts, priorities, and their own volumes and ports.</summary>
internal sealed class PodReferenceCheck(ManifestSet set, ExternalObjects external)
{
    private static readonly string[] DataFields = ["data", "binaryData", "stringData"];
    private static readonly string[] MadeByEveryCluster = ["kube-root-ca.crt"];

    public IEnumerable<Hit> Check(Workload workload)
    {
        var hits = new List<Hit>();
        Pod(workload, hits);
        foreach (var volume in workload.Pod.Maps("volumes"))
            Volume(workload, volume, hits);
        foreach (var container in workload.Containers)
        {
            Data(workload, DataReference.OfContainer(container), hits);
            Mounts(workload, container, hits);
            Ports(workload, container, hits);
        }

        return hits;
    }

    private void Pod(Workload workload, List<Hit> hits)
    {
        if (workload.ServiceAccount != "default")
            Find(workload, "ServiceAccount", workload.Pod.Has("serviceAccountName") ? workload.Pod.At("serviceAccountName") : workload.Pod.At("serviceAccount"), hits);
        if (workload.Pod.Text("priorityClassName") is { } priority && !priority.StartsWith("system-", StringComparison.Ordinal))
            Find(workload, "PriorityClass", workload.Pod.At("priorityClassName"), hits);
        Find(workload, "RuntimeClass", workload.Pod.At("runtimeClassName"), hits);
        foreach (var secret in workload.Pod.Maps("imagePullSecrets"))
            Find(workload, "Secret", secret.At("name"), hits);
    }

    private void Volume(Workload workload, JsonObject volume, List<Hit> hits)
    {
        Find(workload, "PersistentVolumeClaim", volume.At("persistentVolumeClaim").At("claimName"), hits);
        Data(workload, DataReference.OfVolume(volume), hits);
    }

    private void Data(Workload workload, IEnumerable<DataReference> references, List<Hit> hits)
    {
        foreach (var reference in references.Where(x => !x.IsOptional))
        {
            var found = Find(workload, reference.Kind, reference.Name, hits);
            foreach (var key in reference.Keys)
                Key(workload, found, key, hits);
        }
    }

    private static void Mounts(Workload workload, Container container, List<Hit> hits)
    {
        HashSet<string?> volumes = [.. workload.Pod.Maps("volumes").Select(x => x.Text("name"))];
        if (workload.Item.Kind == "StatefulSet")
            volumes.UnionWith(workload.Item.Body.At("spec").Maps("volumeClaimTemplates").Select(x => x.At("metadata").Text("name")));
        foreach (var mount in container.Body.Maps("volumeMounts").Concat(container.Body.Maps("volumeDevices")))
        {
            if (mount.Text("name") is { } name && !volumes.Contains(name))
                hits.Add(Hit.At(ValidityRules.MissingReference, workload.Item, mount.At("name"), $"{container} mounts the volume '{name}', which the pod doesn't have."));
        }
    }

    private static void Ports(Workload workload, Container container, List<Hit> hits)
    {
        foreach (var port in container.Handlers.SelectMany(x => new[] { x.At("httpGet").At("port"), x.At("tcpSocket").At("port") }))
        {
            if (port.AsText() is { Length: > 0 } name && !container.Body.Maps("ports").Any(x => x.Text("name") == name))
                hits.Add(Hit.At(ValidityRules.MissingReference, workload.Item, port, $"{container} has no port '{name}'."));
        }
    }

    private ManifestObject? Find(Workload workload, string kind, JsonNode? reference, List<Hit> hits)
    {
        if (reference.AsText() is not { Length: > 0 } name || MadeByEveryCluster.Contains(name))
            return null;
        if (set.Find(kind, kind is "PriorityClass" or "RuntimeClass" ? null : workload.Item.Namespace, name) is { } found)
            return found;
        if (!external.Contains(workload.Item, kind, name))
            hits.Add(Hit.At(ValidityRules.MissingReference, workload.Item, reference, $"there is no {kind} '{name}' among the manifests."));
        return null;
    }

    private static void Key(Workload workload, ManifestObject? holder, JsonNode? reference, List<Hit> hits)
    {
        if (holder is not null && reference.AsText() is { } key && !DataFields.Any(x => holder.Body.Map(x)?.ContainsKey(key) == true))
            hits.Add(Hit.At(ValidityRules.MissingReference, workload.Item, reference, $"{holder.Kind} '{holder.Name}' has no key '{key}'."));
    }
}
