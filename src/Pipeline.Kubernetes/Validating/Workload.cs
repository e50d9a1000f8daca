using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Manifests;

namespace Pipeline.Kubernetes.Validating;

/// <summary>An object that makes pods, or is one.</summary>
internal sealed class Workload
{
    private static readonly Dictionary<(string Group, string Kind), string[]> Templates = new()
    {
        [("", "Pod")] = [],
        [("", "PodTemplate")] = ["template"],
        [("", "ReplicationController")] = ["spec", "template"],
        [("apps", "Deployment")] = ["spec", "template"],
        [("apps", "ReplicaSet")] = ["spec", "template"],
        [("apps", "StatefulSet")] = ["spec", "template"],
        [("apps", "DaemonSet")] = ["spec", "template"],
        [("batch", "Job")] = ["spec", "template"],
        [("batch", "CronJob")] = ["spec", "jobTemplate", "spec", "template"],
    };

    private Workload(ManifestObject item, JsonNode template, JsonObject pod)
    {
        Item = item;
        Template = template;
        Pod = pod;
        Labels = new Dictionary<string, string>(template.At("metadata").At("labels").Texts());
        Containers =
        [
            .. pod.Maps("initContainers").Select(x => new Container(x, x.Text("restartPolicy") == "Always" ? ContainerRole.Sidecar : ContainerRole.Init)),
            .. pod.Maps("containers").Select(x => new Container(x, ContainerRole.Main)),
            .. pod.Maps("ephemeralContainers").Select(x => new Container(x, ContainerRole.Ephemeral)),
        ];
    }

    public ManifestObject Item { get; }

    /// <summary>What has the pod's metadata and spec.</summary>
    public JsonNode Template { get; }

    /// <summary>The pod's spec.</summary>
    public JsonObject Pod { get; }

    /// <summary>The pod's labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; }

    /// <summary>Init, main and ephemeral ones, as they are written.</summary>
    public IReadOnlyList<Container> Containers { get; }

    public IEnumerable<Container> MainContainers => Containers.Where(x => x.Role == ContainerRole.Main);

    public string Namespace => Item.Namespace ?? "";

    public bool IsWindows => Pod.At("os").Text("name") == "windows";

    /// <summary>It runs until somebody stops it, and may be one of several.</summary>
    public bool IsService => Item.Kind is "Deployment" or "StatefulSet" or "ReplicaSet" or "ReplicationController" or "DaemonSet";

    /// <summary>Its number of pods is a field of it.</summary>
    public bool IsScaled => Item.Kind is "Deployment" or "StatefulSet" or "ReplicaSet" or "ReplicationController";

    public bool IsJob => Item.Kind is "Job" or "CronJob";

    /// <summary>spec of the Job, of a CronJob's template too.</summary>
    public JsonNode? JobSpec => Item.Kind == "CronJob" ? Item.Body.At("spec", "jobTemplate", "spec") : Item.Body.At("spec");

    public string ServiceAccount => Pod.Text("serviceAccountName") ?? Pod.Text("serviceAccount") ?? "default";

    public static Workload? Of(ManifestObject item)
    {
        if (!Templates.TryGetValue((item.Group, item.Kind), out var path))
            return null;
        var template = item.Body.At(path.AsSpan());
        return template.Map("spec") is { } pod ? new Workload(item, template!, pod) : null;
    }

    public override string ToString() => Item.ToString();
}
