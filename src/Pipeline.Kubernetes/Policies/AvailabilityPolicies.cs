using System.Globalization;
using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Validating;
using static Pipeline.Kubernetes.Policies.Offence;

namespace Pipeline.Kubernetes.Policies;

/// <summary>Replicas, disruptions, spread, autoscaling.</summary>
internal static class AvailabilityPolicies
{
    private const string Budgets = "https://kubernetes.io/docs/tasks/run-application/configure-pdb/";
    private const string Autoscaling = "https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/";

    private static readonly RuleDraft Rules = new(RuleArea.Reliability);

    public static IReadOnlyList<Policy> All { get; } =
    [
        Policy.EachPod(Rules.Warning("K8S205", "replicas", "A service has at least two replicas",
            "With one pod, each node that is drained, and each crash, is an outage.", "Set replicas, or the autoscaler's minReplicas, to 2 or more.", "https://kubernetes.io/docs/concepts/workloads/pods/disruptions/"),
            (x, context) => WhenMissing(x.Item.Kind is "Deployment" or "StatefulSet" && context.Set.ServicesOf(x).Any() && context.Set.Replicas(x) == 1, x.Item.Body.At("spec"), "replicas", "it runs one pod.")),

        Policy.EachPod(Rules.Warning("K8S206", "disruption-budget", "Replicas aren't all evicted at once",
            "Without a PodDisruptionBudget the drain of several nodes may take every pod.", "Add a PodDisruptionBudget with maxUnavailable: 1.", Budgets),
            (x, context) => WhenMissing(x.IsScaled && context.Set.Replicas(x) > 1 && !BudgetsOf(x, context).Any(), null, "metadata", "no PodDisruptionBudget selects its pods.")),

        Policy.Each(Rules.Error("K8S207", "evictable", "A disruption budget lets nodes be drained",
            "A budget that no eviction fits keeps a node from ever being drained: upgrades of the cluster hang.", "Use maxUnavailable: 1.", Budgets),
            "PodDisruptionBudget", Evictable),

        Policy.EachPod(Rules.Warning("K8S208", "spread", "Replicas are spread over nodes",
            "The scheduler may put all replicas onto one node, which then takes them all along.", "Add topologySpreadConstraints by kubernetes.io/hostname, or a podAntiAffinity.", "https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/"),
            (x, context) => WhenMissing(x.IsScaled && context.Set.Replicas(x) > 1 && !x.Pod.Maps("topologySpreadConstraints").Any() && !x.Pod.At("affinity").Has("podAntiAffinity"), x.Pod, "topologySpreadConstraints", "nothing spreads its pods.")),

        Policy.EachPod(Rules.Warning("K8S215", "own-spread", "A spread constraint counts the workload's own pods",
            "A constraint whose selector matches other pods, or none, spreads nothing.", "Give it the labels of the template.", "https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/"),
            x => x.Pod.Maps("topologySpreadConstraints").Where(y => y.Has("labelSelector") && !Selector.Matches(y.At("labelSelector"), x.Labels)).Select(y => At(y.At("labelSelector"), "doesn't match the pod's own labels."))),

        Policy.EachPod(Rules.Error("K8S212", "autoscaler-owns-replicas", "Where an autoscaler decides, the manifest doesn't",
            "Each deployment would set the number back, and the autoscaler change it again.", "Remove replicas from the workload.", Autoscaling + "#migrating-deployments-and-statefulsets-to-horizontal-autoscaling"),
            (x, context) => When(x.Item.Body.At("spec").Has("replicas") && context.Set.Autoscaler(x) is not null, x.Item.Body.At("spec").At("replicas"), "an autoscaler decides it.")),

        Policy.Each(Rules.Warning("K8S213", "autoscaler-range", "An autoscaler has room",
            "With the same least and most it scales nothing.", "Set maxReplicas above minReplicas.", Autoscaling),
            "HorizontalPodAutoscaler", (x, _) => When(x.Body.At("spec").Whole("maxReplicas") is { } most && most == (x.Body.At("spec").Whole("minReplicas") ?? 1), x.Body.At("spec").At("maxReplicas"), "is the same as minReplicas.")),

        Policy.Each(Rules.Error("K8S216", "autoscaler-requests", "What is scaled by utilization says what it asks for",
            "Utilization is a share of the request; without one the autoscaler does nothing but complain.", "Set resources.requests for each container.", Autoscaling + "#how-does-a-horizontalpodautoscaler-work"),
            "HorizontalPodAutoscaler", Requests),

        Policy.Each(Rules.Warning("K8S217", "one-autoscaler", "A workload has one autoscaler",
            "Two of them take turns in undoing what the other did.", "Put the metrics into one.", Autoscaling),
            "HorizontalPodAutoscaler", (x, context) => When(context.Set.OfKind("HorizontalPodAutoscaler", x.Namespace ?? "").Any(y => y != x && string.CompareOrdinal(y.Name, x.Name) < 0 && JsonNode.DeepEquals(y.Body.At("spec", "scaleTargetRef"), x.Body.At("spec", "scaleTargetRef"))), x.Body.At("spec", "scaleTargetRef"), "another autoscaler has the same target.")),
    ];

    private static IEnumerable<ManifestObject> BudgetsOf(Workload workload, PolicyContext context) =>
        context.Set.OfKind("PodDisruptionBudget", workload.Namespace).Where(x => Selector.Matches(x.Body.At("spec", "selector"), workload.Labels));

    private static IEnumerable<Offence> Evictable(ManifestObject budget, PolicyContext context)
    {
        var spec = budget.Body.At("spec");
        if (spec.At("maxUnavailable") is { } unavailable && IsNone(unavailable))
            return [At(unavailable, "no pod may ever be evicted.")];
        if (spec.At("minAvailable") is not { } available)
            return [];
        var replicas = context.Set.WorkloadsIn(budget.Namespace ?? "").Where(x => x.IsScaled && Selector.Matches(spec.At("selector"), x.Labels)).Sum(context.Set.Replicas);
        var isAll = available.AsText()?.TrimEnd('%') is { } text && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var percent)
            ? percent >= 100 || replicas > 0 && Math.Ceiling(replicas * percent / 100.0) >= replicas
            : available.AsWhole() is { } count && replicas > 0 && count >= replicas;
        return When(isAll, available, $"is {available.Shown()}, and there may be {replicas} pods: none of them can be evicted.");
    }

    private static bool IsNone(JsonNode value) => value.AsWhole() == 0 || value.AsText() is "0" or "0%";

    private static IEnumerable<Offence> Requests(ManifestObject scaler, PolicyContext context) =>
        context.Set.Target(scaler) is not { } workload ? []
            : from metric in scaler.Body.At("spec").Maps("metrics")
              where metric.Text("type") == "Resource" && metric.At("resource").At("target").Text("type") == "Utilization"
              let name = metric.At("resource").Text("name") ?? ""
              from container in workload.Containers
              where container.Role is ContainerRole.Main or ContainerRole.Sidecar
              let resources = container.Body.At("resources")
              where !resources.At("requests").Has(name) && !resources.At("limits").Has(name)
              select At(metric, $"{container} of {workload} has no request for {name}.");
}
