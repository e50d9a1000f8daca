using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Validating;

/// <summary>kube-apiserver's validation of an object that is about to be stored.</summary>
internal static class ObjectValidation
{
    private static readonly FrozenDictionary<string, KindRules> _byKind = new Dictionary<string, KindRules>
    {
        ["v1/Namespace"] = new(NameRules.Label),
        ["v1/Pod"] = new(NameRules.Subdomain, PodRules.Check, PodRules.CheckUpdate),
        ["v1/Service"] = new(NameRules.Service, ServiceRules.Check, ServiceRules.CheckUpdate),
        ["v1/ConfigMap"] = new(NameRules.Subdomain, ConfigRules.ConfigMap, ConfigRules.ConfigMapUpdate),
        ["v1/Secret"] = new(NameRules.Subdomain, ConfigRules.Secret, ConfigRules.SecretUpdate),
        ["v1/PersistentVolumeClaim"] = new(NameRules.Subdomain, ClaimRules.Check, ClaimRules.CheckUpdate),
        ["v1/LimitRange"] = new(NameRules.Subdomain, QuotaRules.LimitRange),
        ["v1/ResourceQuota"] = new(NameRules.Subdomain, QuotaRules.ResourceQuota, QuotaRules.ResourceQuotaUpdate),
        ["v1/Event"] = new(NameRules.PathSegment),
        ["events.k8s.io/v1/Event"] = new(NameRules.PathSegment),
        ["apiregistration.k8s.io/v1/APIService"] = new(NameRules.PathSegment),
        ["apps/v1/Deployment"] = new(NameRules.Subdomain, WorkloadRules.Deployment, WorkloadRules.SelectorUpdate),
        ["apps/v1/ReplicaSet"] = new(NameRules.Subdomain, WorkloadRules.ReplicaSet, WorkloadRules.SelectorUpdate),
        ["apps/v1/DaemonSet"] = new(NameRules.Subdomain, WorkloadRules.DaemonSet, WorkloadRules.SelectorUpdate),
        ["apps/v1/StatefulSet"] = new(NameRules.Label, StatefulSetRules.Check, StatefulSetRules.CheckUpdate),
        ["apps/v1/ControllerRevision"] = new(NameRules.Subdomain),
        ["batch/v1/Job"] = new(NameRules.Subdomain, JobRules.Job, JobRules.JobUpdate),
        ["batch/v1/CronJob"] = new(NameRules.Subdomain, JobRules.CronJob),
        ["autoscaling/v2/HorizontalPodAutoscaler"] = new(NameRules.Subdomain, AutoscalerRules.Check),
        ["policy/v1/PodDisruptionBudget"] = new(NameRules.Subdomain, BudgetRules.Check),
        ["networking.k8s.io/v1/Ingress"] = new(NameRules.Subdomain, IngressRules.Check),
        ["networking.k8s.io/v1/NetworkPolicy"] = new(NameRules.Subdomain, NetworkPolicyRules.Check),
        ["coordination.k8s.io/v1/Lease"] = new(NameRules.Subdomain, LeaseRules.Check),
        ["rbac.authorization.k8s.io/v1/Role"] = new(NameRules.PathSegment, AccessRules.Role),
        ["rbac.authorization.k8s.io/v1/ClusterRole"] = new(NameRules.PathSegment, AccessRules.ClusterRole),
        ["rbac.authorization.k8s.io/v1/RoleBinding"] = new(NameRules.PathSegment, AccessRules.Binding, AccessRules.BindingUpdate),
        ["rbac.authorization.k8s.io/v1/ClusterRoleBinding"] = new(NameRules.PathSegment, AccessRules.Binding, AccessRules.BindingUpdate),
        ["apiextensions.k8s.io/v1/CustomResourceDefinition"] = new(NameRules.Subdomain, DefinitionRules.Check, DefinitionRules.CheckUpdate),
    }.ToFrozenDictionary();

    private static readonly KindRules _otherKind = new(NameRules.Subdomain);

    /// <summary>The causes of a 422; none where the object may be stored.</summary>
    /// <param name="value">The object, defaults included.</param>
    /// <param name="old">The stored object for an update; null for a create.</param>
    /// <param name="schema">The kind's schema.</param>
    public static IReadOnlyList<FieldCause> Validate(JsonObject value, JsonObject? old, TypeSchema schema)
    {
        var errors = new FieldErrors();
        var rules = _byKind.GetValueOrDefault($"{value.Text("apiVersion")}/{value.Text("kind")}", _otherKind);
        MetadataRules.Check(errors, value, rules.Name);
        if (old is not null)
            MetadataRules.CheckUpdate(errors, value, old);
        rules.Check?.Invoke(errors, value);
        if (old is not null)
            rules.CheckUpdate?.Invoke(errors, value, old);
        if (schema.OpenApi is not null)
            CustomRules.Check(errors, value, schema);
        return errors.Causes;
    }

    /// <summary>The rules of a kind: of its names, of its fields, and of changes of them.</summary>
    private sealed record KindRules(
        Func<string, IEnumerable<string>> Name,
        Action<FieldErrors, JsonObject>? Check = null,
        Action<FieldErrors, JsonObject, JsonObject>? CheckUpdate = null);
}
