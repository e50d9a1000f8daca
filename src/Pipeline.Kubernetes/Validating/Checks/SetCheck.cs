using System.Text;
using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Rendering.Resources;
using Pipeline.Kubernetes.Validating.Schemas;

namespace Pipeline.Kubernetes.Validating.Checks;

/// <summary>What concerns the set as a whole: objects that are there twice, namespaces, sizes.</summary>
internal static class SetCheck
{
    private static readonly string[] DataFields = ["data", "binaryData", "stringData"];

    private const int MaxDataBytes = 1024 * 1024;
    private const int MaxObjectBytes = 1536 * 1024;

    public static IEnumerable<Hit> Check(ManifestSet set, CustomSchemas schemas)
    {
        foreach (var twice in set.Objects.GroupBy(x => (x.Group, x.Kind, x.Namespace, x.Name)).Where(x => x.Count() > 1))
        {
            foreach (var item in twice.Skip(1))
                yield return new Hit(ValidityRules.DuplicateObject, item, "metadata.name", $"{item} is also in {twice.First().Source}.");
        }

        var namespaced = set.Objects.Where(x => !IsClusterScoped(x, schemas)).ToList();
        foreach (var item in set.Objects.Where(x => x.Namespace is not null && IsClusterScoped(x, schemas)))
            yield return new Hit(ValidityRules.Contradiction, item, "metadata.namespace", $"{item.Kind} belongs to the cluster, not to the namespace '{item.Namespace}'.");

        // The namespace that most objects are in is the one that was meant.
        var most = namespaced.GroupBy(x => x.Namespace).OrderByDescending(x => x.Count()).FirstOrDefault()?.Key;
        foreach (var item in namespaced.Where(x => x.Namespace != most))
            yield return new Hit(ValidityRules.MixedNamespaces, item, "metadata.namespace", $"{(item.Namespace is { } other ? $"is '{other}'" : "isn't said")}, and other objects {(most is null ? "say none" : $"are in '{most}'")}.");
        foreach (var item in set.OfKind("Namespace").Where(x => x.Group.Length == 0 && most is not null && x.Name != most))
            yield return new Hit(ValidityRules.MixedNamespaces, item, "metadata.name", $"nothing is in the namespace '{item.Name}'; the objects are in '{most}'.");
    }

    public static IEnumerable<Hit> Size(ManifestObject item)
    {
        if (item.Kind is "ConfigMap" or "Secret")
        {
            var bytes = DataFields.Sum(x => item.Body.At(x).Texts().Sum(y => y.Key.Length + (x == "stringData" || x == "data" && item.Kind == "ConfigMap" ? Encoding.UTF8.GetByteCount(y.Value) : y.Value.Length / 4 * 3)));
            if (bytes > MaxDataBytes)
                yield return new Hit(ValidityRules.TooLarge, item, "data", $"{bytes} bytes; the API server takes {MaxDataBytes}.");
        }
        else if (item.Body.ToJsonString().Length is > MaxObjectBytes and var length)
        {
            yield return new Hit(ValidityRules.TooLarge, item, "", $"about {length} bytes; etcd takes {MaxObjectBytes}.");
        }
    }

    private static bool IsClusterScoped(ManifestObject item, CustomSchemas schemas) =>
        ClusterScope.Contains(item.Group, item.Kind) || schemas.Find(item) is { IsClusterScoped: true } || item is { Group: "cert-manager.io", Kind: "ClusterIssuer" };
}
