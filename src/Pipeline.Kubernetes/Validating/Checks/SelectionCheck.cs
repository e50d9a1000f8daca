using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Manifests;

namespace Pipeline.Kubernetes.Validating.Checks;

/// <summary>What selects pods, and what it finds.</summary>
internal static class SelectionCheck
{
    public static IEnumerable<Hit> Check(ManifestSet set, ExternalObjects external)
    {
        foreach (var workload in set.Workloads.Where(x => x.Item.Group == "apps" && x.Item.Body.At("spec").Has("selector")))
        {
            var selector = workload.Item.Body.At("spec", "selector");
            if (Selector.IsEmpty(selector) || !Selector.Matches(selector, workload.Labels))
                yield return Hit.At(ValidityRules.SelectorMismatch, workload.Item, selector, $"{Shown(selector)} doesn't match the labels of its own pods, {Shown(workload.Labels)}.");
        }

        foreach (var (item, selector, matches) in Selecting(set))
        {
            if (!set.WorkloadsIn(item.Namespace ?? "").Any(x => matches(x.Labels)) && !external.Contains(item, "Pod", item.Name))
                yield return Hit.At(ValidityRules.SelectsNothing, item, selector, $"{Shown(selector)} matches no pod among the manifests.");
        }

        foreach (var scaler in set.OfKind("HorizontalPodAutoscaler").Where(x => set.Target(x) is null))
        {
            var target = scaler.Body.At("spec", "scaleTargetRef");
            if (target.Text("kind") is { } kind && target.Text("name") is { } name && !external.Contains(scaler, kind, name) && set.Find(kind, scaler.Namespace, name) is null)
                yield return Hit.At(ValidityRules.SelectsNothing, scaler, target, $"there is no {kind} '{name}' among the manifests.");
        }
    }

    private static IEnumerable<(ManifestObject Item, JsonNode Selector, Func<IReadOnlyDictionary<string, string>, bool> Matches)> Selecting(ManifestSet set)
    {
        foreach (var service in set.OfKind("Service").Where(x => x.Group.Length == 0))
        {
            // Without a selector its endpoints are somebody's own business.
            if (service.Body.At("spec").Map("selector") is { Count: > 0 } selector)
                yield return (service, selector, x => Selector.MatchesAll(selector, x));
        }

        foreach (var budget in set.OfKind("PodDisruptionBudget"))
        {
            if (budget.Body.At("spec").Map("selector") is { } selector)
                yield return (budget, selector, x => Selector.Matches(selector, x));
        }

        foreach (var policy in set.OfKind("NetworkPolicy").Where(x => x.Group == "networking.k8s.io"))
        {
            // An empty one means every pod, those to come included.
            if (policy.Body.At("spec").Map("podSelector") is { } selector && !Selector.IsEmpty(selector))
                yield return (policy, selector, x => Selector.Matches(selector, x));
        }
    }

    private static string Shown(JsonNode? selector) => selector?.ToJsonString(Compact) ?? "{}";

    private static string Shown(IReadOnlyDictionary<string, string> labels) => $"{{{string.Join(", ", labels.Select(x => $"{x.Key}: {x.Value}"))}}}";

    private static readonly System.Text.Json.JsonSerializerOptions Compact = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
