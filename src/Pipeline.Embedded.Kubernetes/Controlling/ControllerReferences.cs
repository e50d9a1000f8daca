using k8s;
using k8s.Models;

namespace Pipeline.Embedded.Kubernetes.Controlling;

/// <summary>Which object made, and keeps, another one.</summary>
internal static class ControllerReferences
{
    public static V1OwnerReference? Controller(this IKubernetesObject<V1ObjectMeta> value) => value.Metadata.OwnerReferences?.FirstOrDefault(x => x.Controller == true);

    public static bool IsControlledBy(this IKubernetesObject<V1ObjectMeta> value, IKubernetesObject<V1ObjectMeta> owner) => value.Controller()?.Uid == owner.Metadata.Uid;

    public static V1OwnerReference To(IKubernetesObject<V1ObjectMeta> owner, string apiVersion, string kind) => new()
    {
        ApiVersion = apiVersion,
        Kind = kind,
        Name = owner.Metadata.Name,
        Uid = owner.Metadata.Uid,
        Controller = true,
        BlockOwnerDeletion = true,
    };

    /// <summary>The key of the object's controller, where that is of a kind.</summary>
    public static ObjectKey? ControllerKey(this IKubernetesObject<V1ObjectMeta> value, string kind) =>
        value.Controller() is { } owner && owner.Kind == kind ? new ObjectKey(value.Metadata.NamespaceProperty, owner.Name) : null;
}
