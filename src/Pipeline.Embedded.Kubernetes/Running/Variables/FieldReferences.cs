using System.Globalization;
using System.Text;
using k8s.Models;

namespace Pipeline.Embedded.Kubernetes.Running.Variables;

/// <summary>What a pod tells its containers of itself: <c>fieldRef</c> and <c>resourceFieldRef</c>.</summary>
internal static class FieldReferences
{
    /// <param name="pod">The pod.</param>
    /// <param name="path">For example <c>metadata.labels['app']</c>.</param>
    /// <param name="podIP">Its address, which its status may not have yet.</param>
    public static string? Field(V1Pod pod, string path, string podIP) => path switch
    {
        "metadata.name" => pod.Metadata.Name,
        "metadata.namespace" => pod.Metadata.NamespaceProperty,
        "metadata.uid" => pod.Metadata.Uid,
        "metadata.labels" => Map(pod.Metadata.Labels),
        "metadata.annotations" => Map(pod.Metadata.Annotations),
        "spec.nodeName" => pod.Spec.NodeName,
        "spec.serviceAccountName" => pod.Spec.ServiceAccountName,
        "status.podIP" or "status.podIPs" => podIP,
        "status.hostIP" or "status.hostIPs" => NodeFacts.Address,
        _ when Key(path, "metadata.labels['") is { } label => Value(pod.Metadata.Labels, label),
        _ when Key(path, "metadata.annotations['") is { } annotation => Value(pod.Metadata.Annotations, annotation),
        _ => null,
    };

    /// <summary>A request or limit in units of the divisor, rounded up. Without a limit, the node's capacity.</summary>
    public static string? Resource(V1Pod pod, V1ResourceFieldSelector selector, string containerName)
    {
        var name = string.IsNullOrEmpty(selector.ContainerName) ? containerName : selector.ContainerName;
        var resources = pod.Spec.Containers.Concat(pod.Spec.InitContainers ?? []).FirstOrDefault(x => x.Name == name)?.Resources;
        var (which, resource) = selector.Resource.Split('.', 2) is [var first, var second] ? (first, second) : ("", "");
        ResourceQuantity? quantity = null;
        if (which == "requests")
            resources?.Requests?.TryGetValue(resource, out quantity);
        if (which == "limits")
            resources?.Limits?.TryGetValue(resource, out quantity);
        if (quantity is null && (which != "limits" || !NodeFacts.Capacity.TryGetValue(resource, out quantity)))
            return which == "requests" ? "0" : null;

        var divisor = selector.Divisor?.ToDecimal() is { } given and not 0 ? given : 1;
        return Math.Ceiling(quantity.ToDecimal() / divisor).ToString(CultureInfo.InvariantCulture);
    }

    private static string? Key(string path, string prefix) => path.StartsWith(prefix, StringComparison.Ordinal) && path.EndsWith("']", StringComparison.Ordinal) ? path[prefix.Length..^2] : null;

    private static string Value(IDictionary<string, string>? map, string key) => map is not null && map.TryGetValue(key, out var value) ? value : "";

    private static string Map(IDictionary<string, string>? map)
    {
        var text = new StringBuilder();
        foreach (var (key, value) in (map ?? new Dictionary<string, string>()).OrderBy(x => x.Key, StringComparer.Ordinal))
            text.Append(text.Length > 0 ? "\n" : "").Append(key).Append("=\"").Append(value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)).Append('"');
        return text.ToString();
    }
}
