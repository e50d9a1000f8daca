using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Discovery;
using Pipeline.Embedded.Kubernetes.Objects;
using Pipeline.Embedded.Kubernetes.Storing;

namespace Pipeline.Embedded.Kubernetes.Admitting;

/// <summary>
/// Pod Security admission: the namespace's labels say which of the Pod Security Standards is enforced and which is only warned of. Pods are refused,
/// what makes pods is warned about (https://kubernetes.io/docs/concepts/security/pod-security-admission/).
/// </summary>
internal sealed class PodSecurity(ObjectStore store) : IAdmission
{
    private const string Enforce = "pod-security.kubernetes.io/enforce";
    private const string Warn = "pod-security.kubernetes.io/warn";

    private static readonly string[] s_makers =
    [
        "Deployment.apps", "ReplicaSet.apps", "StatefulSet.apps", "DaemonSet.apps", "Job.batch", "CronJob.batch",
    ];

    public void Admit(AdmissionRequest request)
    {
        var isPod = request.Type == BuiltInTypes.Pods;
        if (!isPod && !s_makers.Contains(request.Type.GroupKind))
            return;
        if (store.Find(BuiltInTypes.Namespaces.StorageKey, null, request.NamespaceName!) is not { } owner || PodParts.SpecOf(request.Value) is not { } spec)
            return;

        // A pod that only changes its metadata or its status was admitted before.
        if (request.Old is { } old && JsonNode.DeepEquals(old["spec"], request.Value["spec"]))
            return;
        var enforced = owner.Labels.GetValueOrDefault(Enforce) ?? "privileged";
        var warned = owner.Labels.GetValueOrDefault(Warn) ?? enforced;
        if (isPod && Violations(spec, enforced) is { Count: > 0 } violations)
            throw Refusals.Forbidden(request.Type, request.Name, $"violates PodSecurity \"{enforced}:{Version(owner, Enforce)}\": {string.Join(", ", violations)}");
        if ((!isPod || warned != enforced) && Violations(spec, warned) is { Count: > 0 } warnings)
            request.Options.Warnings.Add($"would violate PodSecurity \"{warned}:{Version(owner, owner.Labels.ContainsKey(Warn) ? Warn : Enforce)}\": {string.Join(", ", warnings)}");
    }

    private static List<string> Violations(JsonObject spec, string level) => level switch
    {
        "baseline" => [.. BaselineStandard.Violations(spec)],
        "restricted" => [.. BaselineStandard.Violations(spec), .. RestrictedStandard.Violations(spec)],
        _ => [],
    };

    private static string Version(StoredObject owner, string label) => owner.Labels.GetValueOrDefault(label + "-version") ?? "latest";
}
