using System.Globalization;
using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Validating;
using static Pipeline.Kubernetes.Policies.Offence;

namespace Pipeline.Kubernetes.Policies;

/// <summary>Probes, rolling updates and shutdown.</summary>
internal static class RolloutPolicies
{
    private const string Probes = "https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/";
    private const string Termination = "https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination";
    private const long DefaultGracePeriod = 30;

    private static readonly string[] Handlers = ["httpGet", "tcpSocket", "exec", "grpc"];

    private static readonly RuleDraft Rules = new(RuleArea.Reliability);

    public static IReadOnlyList<Policy> All { get; } =
    [
        Policy.EachPod(Rules.Warning("K8S201", "readiness-probe", "A service says when it takes requests",
            "Without a readiness probe a pod gets requests before it can answer, and a rollout replaces good pods by broken ones.", "Add a readinessProbe.", Probes),
            (x, context) => !x.IsService || !context.Set.ServicesOf(x).Any() ? [] : x.MainContainers.Where(y => !y.Body.Has("readinessProbe") && TakesRequests(x, y)).Select(y => Missing(y.Body, "readinessProbe", $"{y} gets requests and has no readiness probe."))),

        Policy.EachPod(Rules.Warning("K8S202", "liveness-probe", "A process that hangs is restarted",
            "Without a liveness probe a deadlocked process stays until somebody looks.", "Add a livenessProbe that asks the process alone, not what it depends on.", Probes),
            x => !x.IsService ? [] : x.MainContainers.Where(y => !y.Body.Has("livenessProbe")).Select(y => Missing(y.Body, "livenessProbe", $"{y} has no liveness probe."))),

        Policy.EachPod(Rules.Warning("K8S203", "probes-differ", "Readiness and liveness ask different things",
            "A pod that isn't ready should wait; with the same probe it is killed, and a slow dependency takes all pods down.", "Let readiness ask whether requests can be answered, liveness only whether the process does.", Probes),
            x => !x.IsService ? [] : x.MainContainers.Where(y => y.Body.Map("livenessProbe") is { } live && y.Body.Map("readinessProbe") is { } ready && AskTheSame(live, ready)).Select(y => At(y.Body.At("livenessProbe"), $"{y}'s liveness probe asks what its readiness probe asks."))),

        Policy.EachPod(Rules.Warning("K8S204", "patient-liveness", "Liveness gives up later than readiness",
            "A liveness probe that fails first restarts the pod before it could leave the Service.", "Let periodSeconds × failureThreshold of liveness be the longer.", Probes),
            x => !x.IsService ? [] : x.MainContainers.Where(y => y.Body.Map("livenessProbe") is { } live && y.Body.Map("readinessProbe") is { } ready && Patience(live) < Patience(ready)).Select(y => At(y.Body.At("livenessProbe"), $"{y} is restarted after {Seconds(Patience(y.Body.At("livenessProbe")))}, and leaves the Service only after {Seconds(Patience(y.Body.At("readinessProbe")))}."))),

        Policy.EachPod(Rules.Warning("K8S209", "no-capacity-lost", "A rolling update takes no capacity away",
            "With maxUnavailable above 0, or Recreate, requests meet fewer pods during each deployment, or none.", "Set strategy.rollingUpdate.maxUnavailable to 0, with maxSurge above 0; a workload that can't run twice gets a waiver that says why.", "https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment"),
            (x, context) => x.Item.Kind != "Deployment" || !context.Set.ServicesOf(x).Any() ? [] : Capacity(x.Item)),

        Policy.EachPod(Rules.Warning("K8S210", "pre-stop", "A pod waits until nobody sends it requests",
            "Nodes and load balancers hear late that a pod leaves; what they still send to a closed port is lost.", "Add lifecycle.preStop with a sleep of some seconds.", Termination),
            (x, context) => !x.IsService || !context.Set.ServicesOf(x).Any() ? [] : x.MainContainers.Where(y => TakesRequests(x, y) && !y.Body.At("lifecycle").Has("preStop")).Select(y => Missing(y.Body, "lifecycle", $"{y} gets requests and has no preStop hook."))),

        Policy.EachPod(Rules.Warning("K8S211", "grace-period", "The grace period is longer than what it is for",
            "preStop counts against terminationGracePeriodSeconds; what is left is the program's time for running requests.", "Set terminationGracePeriodSeconds to preStop, drain and shutdown together, with some to spare.", Termination),
            GracePeriod),

        Policy.EachPod(Rules.Error("K8S214", "shared-volume", "A volume for one node isn't asked for by pods of several",
            "A claim that only one node can mount keeps the second replica, and each rolling update, waiting for ever.", "Use ReadWriteMany, one replica with strategy Recreate, or a StatefulSet.", "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes"),
            SharedVolume),
    ];

    // Of several containers, the one with a port; of one, that one.
    private static bool TakesRequests(Workload workload, Container container) => container.Body.List("ports").Any() || !workload.MainContainers.Skip(1).Any();

    private static bool AskTheSame(JsonNode live, JsonNode ready) => Handlers.All(x => JsonNode.DeepEquals(live.At(x), ready.At(x)));

    private static long Patience(JsonNode? probe) => (probe.Whole("periodSeconds") ?? 10) * (probe.Whole("failureThreshold") ?? 3);

    private static IEnumerable<Offence> Capacity(ManifestObject item)
    {
        var spec = item.Body.At("spec");
        if (spec.At("strategy").Text("type") == "Recreate")
            return [At(spec.At("strategy"), "Recreate stops all pods before the first new one starts.")];
        var unavailable = spec.At("strategy").At("rollingUpdate").At("maxUnavailable");
        return WhenMissing(!(unavailable.AsWhole() == 0 || unavailable.AsText() is "0" or "0%"), spec, "strategy", $"maxUnavailable is {(unavailable is null ? "25% (the default)" : unavailable.Shown())}.");
    }

    private static IEnumerable<Offence> GracePeriod(Workload workload)
    {
        var grace = workload.Pod.Whole("terminationGracePeriodSeconds") ?? DefaultGracePeriod;
        foreach (var container in workload.Containers)
        {
            var hook = container.Body.At("lifecycle").At("preStop");
            if (Sleep(hook) is { } sleep && sleep >= grace)
                yield return Missing(workload.Pod, "terminationGracePeriodSeconds", $"is {Seconds(grace)}, and {container}'s preStop alone takes {Seconds(sleep)}.");
            else if (grace == 0)
                yield return At(workload.Pod.At("terminationGracePeriodSeconds"), "is 0: pods are killed without a word.");
        }
    }

    private static long? Sleep(JsonNode? hook) =>
        hook.At("sleep").Whole("seconds")
        ?? (string.Join(' ', hook.At("exec").List("command").Select(x => x.AsText())).Split(' ', ';') is var words && Array.IndexOf(words, "sleep") is >= 0 and var at && at + 1 < words.Length
            && long.TryParse(words[at + 1].TrimEnd('s', '"', '\''), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : null);

    private static IEnumerable<Offence> SharedVolume(Workload workload, PolicyContext context)
    {
        if (workload.Item.Kind != "Deployment")
            yield break;
        var isReplaced = workload.Item.Body.At("spec", "strategy").Text("type") == "Recreate";
        foreach (var claim in workload.Pod.Maps("volumes").Select(x => x.At("persistentVolumeClaim")).Where(x => x is not null))
        {
            if (context.Set.Find("PersistentVolumeClaim", workload.Item.Namespace, claim.Text("claimName") ?? "") is { } found
                && found.Body.At("spec").List("accessModes").All(x => x.AsText() is "ReadWriteOnce" or "ReadWriteOncePod")
                && (!isReplaced || context.Set.Replicas(workload) > 1))
            {
                yield return At(claim, $"the claim '{found.Name}' is for one node, and {(context.Set.Replicas(workload) > 1 ? "there are several replicas" : "a rolling update runs two pods")}.");
            }
        }
    }

    private static string Seconds(long seconds) => $"{seconds} s";
}
