using System.Globalization;
using k8s.Models;

namespace Pipeline.Embedded.Kubernetes.Controlling.Services;

/// <summary>Where a pod's port really is: itself where the pod has an address of its own, another one where the system has only 127.0.0.1.</summary>
internal static class PodPorts
{
    private const string Annotation = "embedded.pipeline/port-";

    public static string AnnotationFor(int port) => Annotation + port.ToString(CultureInfo.InvariantCulture);

    public static int Mapped(V1Pod pod, int port) =>
        pod.Metadata.Annotations is { } annotations && annotations.TryGetValue(AnnotationFor(port), out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var mapped) ? mapped : port;

    /// <summary>A number, or the name of a port of one of the pod's containers. Null where none has that name.</summary>
    public static int? Resolve(V1Pod pod, IntOrString target) =>
        int.TryParse(target.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? Mapped(pod, number)
            : pod.Spec.Containers.Concat(pod.Spec.InitContainers ?? []).SelectMany(x => x.Ports ?? []).FirstOrDefault(x => x.Name == target.Value) is { } port ? Mapped(pod, port.ContainerPort) : null;
}
