using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Validating;

/// <summary>Rules of PodDisruptionBudgets.</summary>
internal static class BudgetRules
{
    /// <summary>A PodDisruptionBudget: how many stay, or how many may go, not both.</summary>
    public static void Check(FieldErrors errors, JsonObject value)
    {
        var spec = value.Fields("spec");
        if (spec?["minAvailable"] is not null && spec["maxUnavailable"] is not null)
            errors.Invalid("spec", spec, "minAvailable and maxUnavailable cannot be both set");
        foreach (var name in (ReadOnlySpan<string>)["minAvailable", "maxUnavailable"])
        {
            Percents.Check(errors, spec?[name], $"spec.{name}");
            Percents.CheckAtMostAll(errors, spec?[name], $"spec.{name}");
        }
        SelectorRules.Check(errors, spec.Fields("selector"), "spec.selector");
        errors.OneOf(spec, "spec", "unhealthyPodEvictionPolicy", "AlwaysAllow", "IfHealthyBudget");
    }
}
