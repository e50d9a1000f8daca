using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Discovery;
using Pipeline.Embedded.Kubernetes.Objects;
using Pipeline.Embedded.Kubernetes.Storing;

namespace Pipeline.Embedded.Kubernetes.Admitting;

/// <summary>Completes new pods as the admissions ServiceAccount and Priority do.</summary>
/// <param name="store">Where service accounts and priority classes are.</param>
/// <param name="requiresAccount">Whether a pod's service account must exist: it does where controllers make the default one.</param>
internal sealed class PodCompletion(ObjectStore store, bool requiresAccount) : IAdmission
{
    public void Admit(AdmissionRequest request)
    {
        if (request.Type != BuiltInTypes.Pods || request.Old is not null || request.Value["spec"] is not JsonObject spec)
            return;
        CompleteAccount(request, spec);
        CompletePriority(request, spec);
    }

    private void CompleteAccount(AdmissionRequest request, JsonObject spec)
    {
        if (!requiresAccount)
            return;
        var name = ObjectMetadata.Text(spec, "serviceAccountName") is { Length: > 0 } given ? given : "default";
        if (store.Find(BuiltInTypes.ServiceAccounts.StorageKey, request.NamespaceName, name) is not { } account)
        {
            // The default one is being made.
            if (name == "default")
                return;
            throw Refusals.Forbidden(request.Type, request.Name, $"error looking up service account {request.NamespaceName}/{name}: serviceaccount \"{name}\" not found");
        }

        spec["serviceAccountName"] = name;
        spec["serviceAccount"] = name;
        if (spec["imagePullSecrets"] is not JsonArray { Count: > 0 } && account.Value["imagePullSecrets"] is JsonArray { Count: > 0 } secrets)
            spec["imagePullSecrets"] = secrets.DeepClone();
        var isMounted = spec["automountServiceAccountToken"] ?? account.Value["automountServiceAccountToken"];
        if (isMounted is not JsonValue flag || !flag.TryGetValue<bool>(out var isWanted) || isWanted)
            MountToken(spec);
    }

    private static void MountToken(JsonObject spec)
    {
        const string Path = "/var/run/secrets/kubernetes.io/serviceaccount";
        var containers = ((string[])["initContainers", "containers"]).SelectMany(x => PodParts.Items(spec, x)).ToList();
        var unmounted = containers.Where(x => PodParts.Items(x, "volumeMounts").All(mount => ObjectMetadata.Text(mount, "mountPath") != Path)).ToList();
        if (unmounted.Count == 0)
            return;
        var name = "kube-api-access-" + ObjectMetadata.NameSuffix();
        foreach (var container in unmounted)
        {
            if (container["volumeMounts"] is not JsonArray mounts)
                container["volumeMounts"] = mounts = [];
            mounts.Add((JsonNode)new JsonObject { ["name"] = name, ["readOnly"] = true, ["mountPath"] = Path });
        }

        if (spec["volumes"] is not JsonArray volumes)
            spec["volumes"] = volumes = [];
        volumes.Add((JsonNode)new JsonObject
        {
            ["name"] = name,
            ["projected"] = new JsonObject
            {
                ["sources"] = new JsonArray(
                    JsonNode.Parse("""{"serviceAccountToken":{"expirationSeconds":3607,"path":"token"}}"""),
                    JsonNode.Parse("""{"configMap":{"name":"kube-root-ca.crt","items":[{"key":"ca.crt","path":"ca.crt"}]}}"""),
                    JsonNode.Parse("""{"downwardAPI":{"items":[{"path":"namespace","fieldRef":{"apiVersion":"v1","fieldPath":"metadata.namespace"}}]}}""")),
                ["defaultMode"] = 420,
            },
        });
    }

    private void CompletePriority(AdmissionRequest request, JsonObject spec)
    {
        var classes = store.Read(BuiltInTypes.PriorityClasses.StorageKey).Objects;
        var name = ObjectMetadata.Text(spec, "priorityClassName") ?? "";
        StoredObject? found;
        if (name.Length > 0)
        {
            found = classes.Find(null, name) ?? throw Refusals.Forbidden(request.Type, request.Name, $"no PriorityClass with name {name} was found");
        }
        else
        {
            found = classes.In(null).FirstOrDefault(x => PodParts.Is(x.Value, "globalDefault", true));
            if (found is not null)
                spec["priorityClassName"] = found.Name;
        }

        spec["priority"] = found is null ? 0 : ObjectMetadata.Number(found.Value, "value");
        spec["preemptionPolicy"] = (found is null ? null : ObjectMetadata.Text(found.Value, "preemptionPolicy")) ?? "PreemptLowerPriority";
    }
}
