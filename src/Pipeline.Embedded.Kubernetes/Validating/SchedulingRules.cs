using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Validating;

/// <summary>Rules of where a pod may run.</summary>
internal static class SchedulingRules
{
    /// <summary>Tolerations, spread and affinity.</summary>
    public static void Check(FieldErrors errors, JsonObject? spec, string path)
    {
        foreach (var (toleration, index) in spec.Objects("tolerations").Select((toleration, index) => (toleration, index)))
            Toleration(errors, toleration, $"{path}.tolerations[{index}]");
        Spread(errors, spec, $"{path}.topologySpreadConstraints");
        Affinity(errors, spec.Fields("affinity"), $"{path}.affinity");
    }

    private static void Toleration(FieldErrors errors, JsonObject toleration, string path)
    {
        var key = toleration.Text("key") ?? "";
        var (operation, effect) = (toleration.Text("operator"), toleration.Text("effect"));
        if (key.Length > 0)
            errors.Check($"{path}.key", key, NameRules.Qualified(key));
        else if (operation != "Exists")
            errors.Invalid($"{path}.operator", operation ?? "", "operator must be Exists when `key` is empty, which means \"match all values and all keys\"");
        if (toleration["tolerationSeconds"] is not null && effect != "NoExecute")
            errors.Invalid($"{path}.effect", effect ?? "", "effect must be 'NoExecute' when `tolerationSeconds` is set");
        switch (operation)
        {
            case "Exists" when toleration.Text("value") is { Length: > 0 } value:
                errors.Invalid($"{path}.operator", value, "value must be empty when `operator` is 'Exists'");
                break;
            case null or "Equal":
                errors.Check($"{path}.operator", toleration.Text("value") ?? "", NameRules.LabelValue(toleration.Text("value") ?? ""));
                break;
            case not "Exists":
                errors.NotSupported($"{path}.operator", operation, "Equal", "Exists");
                break;
        }
        errors.OneOf(toleration, path, "effect", "NoSchedule", "PreferNoSchedule", "NoExecute");
    }

    private static void Spread(FieldErrors errors, JsonObject? spec, string path)
    {
        var pairs = new HashSet<string>();
        foreach (var (constraint, index) in spec.Objects("topologySpreadConstraints").Select((constraint, index) => (constraint, index)))
        {
            var place = $"{path}[{index}]";
            if ((constraint.Whole("maxSkew") ?? 0) <= 0)
                errors.Invalid($"{place}.maxSkew", constraint.Whole("maxSkew") ?? 0, "must be greater than zero");
            var (key, action) = (constraint.Text("topologyKey") ?? "", constraint.Text("whenUnsatisfiable") ?? "");
            if (key.Length == 0)
                errors.Required($"{place}.topologyKey", "can not be empty");
            else
                errors.Check($"{place}.topologyKey", key, NameRules.Qualified(key));
            if (action is not ("DoNotSchedule" or "ScheduleAnyway"))
                errors.NotSupported($"{place}.whenUnsatisfiable", action, "DoNotSchedule", "ScheduleAnyway");
            if (!pairs.Add($"{{{key}, {action}}}"))
                errors.Duplicate($"{place}.{{topologyKey, whenUnsatisfiable}}", $"{{{key}, {action}}}");
            SelectorRules.Check(errors, constraint.Fields("labelSelector"), $"{place}.labelSelector");
        }
    }

    private static void Affinity(FieldErrors errors, JsonObject? affinity, string path)
    {
        foreach (var sort in (ReadOnlySpan<string>)["podAffinity", "podAntiAffinity"])
        {
            var index = 0;
            foreach (var term in affinity.Fields(sort).Objects("requiredDuringSchedulingIgnoredDuringExecution"))
                PodTerm(errors, term, $"{path}.{sort}.requiredDuringSchedulingIgnoredDuringExecution[{index++}]");
            index = 0;
            foreach (var preferred in affinity.Fields(sort).Objects("preferredDuringSchedulingIgnoredDuringExecution"))
            {
                var place = $"{path}.{sort}.preferredDuringSchedulingIgnoredDuringExecution[{index++}]";
                Weight(errors, preferred, place);
                PodTerm(errors, preferred.Fields("podAffinityTerm"), $"{place}.podAffinityTerm");
            }
        }
        var node = affinity.Fields("nodeAffinity");
        if (node.Fields("requiredDuringSchedulingIgnoredDuringExecution") is { } required && !required.Items("nodeSelectorTerms").Any())
            errors.Required($"{path}.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms", "must have at least one node selector term");
        foreach (var (preferred, at) in node.Objects("preferredDuringSchedulingIgnoredDuringExecution").Select((preferred, at) => (preferred, at)))
            Weight(errors, preferred, $"{path}.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[{at}]");
    }

    private static void Weight(FieldErrors errors, JsonObject term, string path)
    {
        if ((term.Whole("weight") ?? 0) is < 1 or > 100)
            errors.Invalid($"{path}.weight", term.Whole("weight") ?? 0, "must be in the range 1-100");
    }

    private static void PodTerm(FieldErrors errors, JsonObject? term, string path)
    {
        SelectorRules.Check(errors, term.Fields("labelSelector"), $"{path}.labelSelector");
        if (term.Text("topologyKey") is not { Length: > 0 } key)
            errors.Required($"{path}.topologyKey", "can not be empty");
        else
            errors.Check($"{path}.topologyKey", key, NameRules.Qualified(key));
    }
}
