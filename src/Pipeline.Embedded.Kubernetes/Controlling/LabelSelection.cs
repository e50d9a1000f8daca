using k8s.Models;

namespace Pipeline.Embedded.Kubernetes.Controlling;

/// <summary>Whether labels are those that a selector asks for.</summary>
internal static class LabelSelection
{
    /// <summary>As for a workload's selector: one that asks for nothing matches everything, none matches nothing.</summary>
    public static bool Matches(this V1LabelSelector? selector, IDictionary<string, string>? labels) =>
        selector is not null
        && (selector.MatchLabels ?? new Dictionary<string, string>()).All(x => labels is not null && labels.TryGetValue(x.Key, out var value) && value == x.Value)
        && (selector.MatchExpressions ?? []).All(x => Matches(x, labels));

    public static bool Matches(this IDictionary<string, string>? selector, IDictionary<string, string>? labels) =>
        selector is { Count: > 0 } && selector.All(x => labels is not null && labels.TryGetValue(x.Key, out var value) && value == x.Value);

    public static bool IsEmpty(this V1LabelSelector? selector) => selector is not { MatchLabels.Count: > 0 } and not { MatchExpressions.Count: > 0 };

    private static bool Matches(V1LabelSelectorRequirement requirement, IDictionary<string, string>? labels)
    {
        string? value = null;
        var has = labels is not null && labels.TryGetValue(requirement.Key, out value);
        return requirement.OperatorProperty switch
        {
            "In" => has && requirement.Values.Contains(value!),
            "NotIn" => !has || !requirement.Values.Contains(value!),
            "Exists" => has,
            "DoesNotExist" => !has,
            _ => false,
        };
    }
}
