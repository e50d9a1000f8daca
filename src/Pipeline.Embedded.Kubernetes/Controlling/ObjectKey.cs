using k8s;
using k8s.Models;

namespace Pipeline.Embedded.Kubernetes.Controlling;

/// <summary>Which object: its namespace (null for a kind without) and its name.</summary>
internal readonly record struct ObjectKey(string? NamespaceName, string Name)
{
    public static ObjectKey Of(IKubernetesObject<V1ObjectMeta> value) => new(value.Metadata.NamespaceProperty, value.Metadata.Name);

    public override string ToString() => NamespaceName is null ? Name : $"{NamespaceName}/{Name}";
}
