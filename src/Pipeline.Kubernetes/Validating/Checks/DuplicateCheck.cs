using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Manifests;

namespace Pipeline.Kubernetes.Validating.Checks;

/// <summary>Entries of a list that must differ in their name.</summary>
internal static class DuplicateCheck
{
    public static IEnumerable<Hit> Check(Workload workload)
    {
        var hits = Twice(workload.Item, workload.Containers.Select(x => x.Body), "container", x => x.Text("name"))
            .Concat(Twice(workload.Item, workload.Pod.Maps("volumes"), "volume", x => x.Text("name")))
            .Concat(Twice(workload.Item, workload.Pod.Maps("imagePullSecrets"), "pull secret", x => x.Text("name")));
        foreach (var container in workload.Containers.Select(x => x.Body))
        {
            hits = hits
                .Concat(Twice(workload.Item, container.Maps("env"), "variable", x => x.Text("name")))
                .Concat(Twice(workload.Item, container.Maps("ports"), "port name", x => x.Text("name")))
                .Concat(Twice(workload.Item, container.Maps("ports"), "port", x => x.Whole("containerPort") is { } port ? $"{port}/{x.Text("protocol") ?? "TCP"}" : null))
                .Concat(Twice(workload.Item, container.Maps("volumeMounts"), "mount path", x => x.Text("mountPath")?.TrimEnd('/')));
        }

        return hits;
    }

    public static IEnumerable<Hit> Check(ManifestObject item) => (item.Group, item.Kind) switch
    {
        ("", "Service") => Twice(item, item.Body.At("spec").Maps("ports"), "port name", x => x.Text("name"))
            .Concat(Twice(item, item.Body.At("spec").Maps("ports"), "port", x => x.Whole("port") is { } port ? $"{port}/{x.Text("protocol") ?? "TCP"}" : null)),
        ("networking.k8s.io", "Ingress") => Twice(item, item.Body.At("spec").Maps("rules").SelectMany(x => x.At("http").Maps("paths")), "path", x =>
            $"{(x.Parent?.Parent?.Parent).Text("host")}{x.Text("path")} ({x.Text("pathType")})"),
        ("autoscaling", "HorizontalPodAutoscaler") => Twice(item, item.Body.At("spec").Maps("metrics").Where(x => x.Text("type") == "Resource"), "metric", x => x.At("resource").Text("name")),
        _ => [],
    };

    private static IEnumerable<Hit> Twice(ManifestObject item, IEnumerable<JsonObject> entries, string what, Func<JsonObject, string?> nameOf)
    {
        HashSet<string>? seen = null;
        foreach (var entry in entries)
        {
            if (nameOf(entry) is { Length: > 0 } name && !(seen ??= new(StringComparer.Ordinal)).Add(name))
                yield return Hit.At(ValidityRules.Duplicate, item, entry, $"the {what} '{name}' is there twice.");
        }
    }
}
