using k8s;
using k8s.Models;

namespace Pipeline.Embedded.Kubernetes.Controlling;

/// <summary>A pod of a template.</summary>
internal static class PodCreation
{
    public static V1Pod FromTemplate(V1PodTemplateSpec template, IKubernetesObject<V1ObjectMeta> owner, V1OwnerReference reference)
    {
        var copy = ObjectEquality.Copy(template);
        return new V1Pod
        {
            ApiVersion = "v1",
            Kind = "Pod",
            Metadata = new V1ObjectMeta
            {
                GenerateName = $"{owner.Metadata.Name}-",
                NamespaceProperty = owner.Metadata.NamespaceProperty,
                Labels = copy.Metadata?.Labels,
                Annotations = copy.Metadata?.Annotations,
                Finalizers = copy.Metadata?.Finalizers,
                OwnerReferences = [reference],
            },
            Spec = copy.Spec,
        };
    }
}
