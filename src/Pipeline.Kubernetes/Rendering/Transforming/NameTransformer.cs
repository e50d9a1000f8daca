using Pipeline.Kubernetes.Rendering.Resources;

namespace Pipeline.Kubernetes.Rendering.Transforming;

/// <summary>Puts a prefix before, or a suffix behind, every name; those of namespaces and of definitions mean something to others, and stay.</summary>
internal sealed class NameTransformer(string prefix, string suffix) : ITransformer
{
    public void Apply(ResourceSet resources)
    {
        foreach (var item in resources.Items.Where(x => !Stays(x.OriginalId)))
        {
            item.RememberId();
            if (prefix.Length > 0)
                item.Prefixes.Add(prefix);
            if (suffix.Length > 0)
                item.Suffixes.Add(suffix);
            item.SetName(prefix + item.Name + suffix);
        }
    }

    private static bool Stays(ResourceId id) => id.Kind is "CustomResourceDefinition" or "Namespace" || id is { Kind: "APIService", Group: "apiregistration.k8s.io" };
}
