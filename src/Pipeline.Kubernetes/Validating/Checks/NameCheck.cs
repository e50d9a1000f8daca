using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Validating.Values;

namespace Pipeline.Kubernetes.Validating.Checks;

/// <summary>Names of objects, as each kind asks for them.</summary>
internal static class NameCheck
{
    private const string LabelForm = "a DNS label: up to 63 lower-case letters, digits and -, beginning and ending with a letter or digit";
    private const int CronJobLength = 52;

    public static IEnumerable<Hit> Check(ManifestObject item, KubernetesVersion version)
    {
        var metadata = item.Body.At("metadata");
        if (item.Name.Length > 0 && Mistake(item, version) is { } mistake)
            yield return Hit.At(ValidityRules.BadName, item, metadata, "name", $"'{item.Name}' must be {mistake}.");
        if (item.Namespace is { } space && !Names.IsLabel(space))
            yield return Hit.At(ValidityRules.BadName, item, metadata, "namespace", $"'{space}' must be {LabelForm}.");
    }

    private static string? Mistake(ManifestObject item, KubernetesVersion version) => (item.Group, item.Kind) switch
    {
        // RBAC names are path segments, and may hold colons ("system:reader").
        ("rbac.authorization.k8s.io", _) => Names.IsPathSegment(item.Name) ? null : "without / and %",
        ("", "Namespace") => Names.IsLabel(item.Name) ? null : LabelForm,
        // From 1.34 on a Service may begin with a digit (RelaxedServiceNameValidation).
        ("", "Service") => (version < new KubernetesVersion(1, 34) ? Names.IsServiceLabel(item.Name) : Names.IsLabel(item.Name)) ? null : LabelForm + (version < new KubernetesVersion(1, 34) ? ", a letter first" : ""),
        // The Job's name adds 11 characters, and is a label of its pods.
        ("batch", "CronJob") => Names.IsSubdomain(item.Name) && item.Name.Length <= CronJobLength ? null : $"a DNS name of at most {CronJobLength} characters",
        // They become pods' labels and host names.
        ("batch", "Job") or ("apps", "StatefulSet") => Names.IsSubdomain(item.Name) && item.Name.Length <= 63 ? null : "a DNS name of at most 63 characters",
        ("apiextensions.k8s.io", "CustomResourceDefinition") => item.Name == $"{item.Body.At("spec", "names").Text("plural")}.{item.Body.At("spec").Text("group")}" ? null : "plural and group: spec.names.plural, a dot, spec.group",
        _ => Names.IsSubdomain(item.Name) ? null : "a DNS name: lower-case letters, digits, - and ., beginning and ending with a letter or digit, at most 253 characters",
    };
}
