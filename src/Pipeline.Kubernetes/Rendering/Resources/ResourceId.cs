namespace Pipeline.Kubernetes.Rendering.Resources;

/// <summary>What names an object in a rendering.</summary>
/// <param name="Group"><c>apps</c>; empty for the core group.</param>
/// <param name="Version"><c>v1</c>.</param>
/// <param name="Kind"><c>Deployment</c>.</param>
/// <param name="Name">metadata.name.</param>
/// <param name="Namespace">The namespace that it counts as being in: <c>default</c> where none is set, empty for objects that live in none.</param>
internal readonly record struct ResourceId(string Group, string Version, string Kind, string Name, string Namespace)
{
    public const string DefaultNamespace = "default";

    public bool IsClusterScoped => Namespace.Length == 0;

    public static ResourceId Of(string apiVersion, string kind, string name, string? @namespace)
    {
        var slash = apiVersion.IndexOf('/', StringComparison.Ordinal);
        var group = slash < 0 ? "" : apiVersion[..slash];
        return new(group, apiVersion[(slash + 1)..], kind, name, ClusterScope.Contains(group, kind) ? "" : @namespace is { Length: > 0 } ? @namespace : DefaultNamespace);
    }

    /// <summary>As kustomize writes it in its own messages, so that a search finds both.</summary>
    public override string ToString() => $"{Kind}.{Version}.{(Group.Length == 0 ? "[noGrp]" : Group)}/{Name}.{(IsClusterScoped ? "[noNs]" : Namespace)}";
}
