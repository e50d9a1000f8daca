using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Validating.Values;

namespace Pipeline.Kubernetes.Validating.Checks;

/// <summary>Fields of a pod that exclude or need each other.</summary>
internal static class PodContradictionCheck
{
    private static readonly string[] ProbeHandlers = ["httpGet", "exec", "tcpSocket", "grpc"];
    private static readonly string[] HookHandlers = ["httpGet", "exec", "tcpSocket", "sleep"];

    public static IEnumerable<Hit> Check(Workload workload)
    {
        var hits = new List<Hit>();
        Restarts(workload, hits);
        foreach (var volume in workload.Pod.Maps("volumes"))
        {
            List<string> sources = [.. volume.Where(x => x.Key != "name" && x.Value is not null).Select(x => x.Key)];
            if (sources.Count != 1)
                Add(workload, volume, $"the volume '{volume.Text("name")}' has {(sources.Count == 0 ? "no source, as emptyDir: {}" : $"{sources.Count} sources: {string.Join(", ", sources)}")}.", hits);
        }

        foreach (var container in workload.Containers)
        {
            Probes(workload, container, hits);
            Variables(workload, container, hits);
            Resources(workload, container, hits);
        }

        return hits;
    }

    private static void Restarts(Workload workload, List<Hit> hits)
    {
        var policy = workload.Pod.Text("restartPolicy") ?? "Always";
        if (workload.IsJob && policy == "Always")
            Add(workload, workload.Pod, $"restartPolicy is {(workload.Pod.Has("restartPolicy") ? "Always" : "not set, which means Always")}; a Job needs Never or OnFailure.", hits);
        if (workload.IsService && policy != "Always")
            Add(workload, workload.Pod.At("restartPolicy"), $"is '{policy}'; a {workload.Item.Kind} restarts its containers always.", hits);
        if (workload.Item.Kind != "Pod" && workload.Pod.List("ephemeralContainers").Any())
            Add(workload, workload.Pod.At("ephemeralContainers"), "ephemeral containers are added to a running pod; a template can't have them.", hits);
    }

    private static void Probes(Workload workload, Container container, List<Hit> hits)
    {
        foreach (var name in new[] { "startupProbe", "readinessProbe", "livenessProbe" })
        {
            if (container.Body.Map(name) is not { } probe)
                continue;
            Handlers(workload, container, probe, ProbeHandlers, hits);
            if (name != "readinessProbe" && probe.Whole("successThreshold") is > 1)
                Add(workload, probe.At("successThreshold"), "must be 1 for a startup or liveness probe.", hits);
            if (name == "readinessProbe" && probe.Has("terminationGracePeriodSeconds"))
                Add(workload, probe.At("terminationGracePeriodSeconds"), "a readiness probe stops nothing.", hits);
            if (container.Role is ContainerRole.Init or ContainerRole.Ephemeral)
                Add(workload, probe, $"an {container.Role.ToString().ToLowerInvariant()} container has no probes.", hits);
        }

        foreach (var hook in new[] { container.Body.At("lifecycle").Map("preStop"), container.Body.At("lifecycle").Map("postStart") }.OfType<JsonObject>())
            Handlers(workload, container, hook, HookHandlers, hits);
    }

    private static void Handlers(Workload workload, Container container, JsonObject probe, string[] handlers, List<Hit> hits)
    {
        var count = handlers.Count(x => probe.Has(x));
        if (count != 1)
            Add(workload, probe, $"{container} says {(count == 0 ? "not how: one of" : "more than one of")} {string.Join(", ", handlers)}.", hits);
    }

    private static void Variables(Workload workload, Container container, List<Hit> hits)
    {
        foreach (var variable in container.Body.Maps("env").Where(x => x.Has("valueFrom")))
        {
            if (variable.Text("value") is { Length: > 0 })
                Add(workload, variable, $"the variable '{variable.Text("name")}' has value and valueFrom.", hits);
            if (variable.Map("valueFrom") is { } from && from.Count(x => x.Value is not null) != 1)
                Add(workload, from, $"the variable '{variable.Text("name")}' needs exactly one source.", hits);
        }

        foreach (var from in container.Body.Maps("envFrom").Where(x => x.Has("configMapRef") == x.Has("secretRef")))
            Add(workload, from, "needs configMapRef or secretRef, one of them.", hits);
    }

    private static void Resources(Workload workload, Container container, List<Hit> hits)
    {
        var resources = container.Body.At("resources");
        foreach (var (name, request) in resources.Map("requests") ?? [])
        {
            if (Quantity.Of(request) is { } asked && Quantity.Of(resources.At("limits").At(name)) is { } limit && asked > limit)
                Add(workload, request, $"{container} asks for {request.Shown()} of {name}, more than its limit {resources.At("limits").At(name).Shown()}.", hits);
        }
    }

    private static void Add(Workload workload, JsonNode? node, string message, List<Hit> hits) => hits.Add(Hit.At(ValidityRules.Contradiction, workload.Item, node, message));
}
