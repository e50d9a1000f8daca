using Pipeline.Kubernetes.Manifests;

namespace Pipeline.Kubernetes.Validating;

/// <summary>Names as the API server takes them (https://kubernetes.io/docs/concepts/overview/working-with-objects/names/).</summary>
internal static class NameRule
{
    // Their names become DNS labels: a Service's host name, a Namespace's part of it.
    private static readonly string[] LabelKinds = ["Namespace", "Service"];

    public static IEnumerable<Finding> Check(ManifestObject item)
    {
        // RBAC names are path segments, and may hold colons ("system:reader").
        if (item.Group == "rbac.authorization.k8s.io" ? !IsPathSegment(item.Name) : LabelKinds.Contains(item.Kind) && item.Group.Length == 0 ? !IsLabel(item.Name, item.Kind == "Service") : !IsSubdomain(item.Name))
            yield return ManifestValidator.Error("name", item, $"metadata.name '{item.Name}' is refused by Kubernetes: lower-case letters, digits and -, beginning and ending with a letter or digit, {(LabelKinds.Contains(item.Kind) ? "at most 63" : "dots between, at most 253")} characters.");
        if (item.Namespace is { } name && !IsLabel(name, startsWithLetter: false))
            yield return ManifestValidator.Error("name", item, $"metadata.namespace '{name}' is no DNS label: lower-case letters, digits and -, at most 63 characters.");
    }

    internal static bool IsSubdomain(string name) => name.Length is > 0 and <= 253 && name.Split('.').All(x => x.Length > 0 && IsDns(x));

    private static bool IsLabel(string name, bool startsWithLetter) => name.Length is > 0 and <= 63 && IsDns(name) && (!startsWithLetter || char.IsAsciiLetterLower(name[0]));

    private static bool IsPathSegment(string name) => name.Length is > 0 and <= 253 && name is not ("." or "..") && !name.Contains('/') && !name.Contains('%');

    private static bool IsDns(string part) => part[0] != '-' && part[^1] != '-' && part.All(x => char.IsAsciiLetterLower(x) || char.IsAsciiDigit(x) || x == '-');
}
