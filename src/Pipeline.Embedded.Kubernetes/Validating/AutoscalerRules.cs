using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Validating;

/// <summary>Rules of HorizontalPodAutoscalers.</summary>
internal static class AutoscalerRules
{
    private static readonly Dictionary<string, string> _sources = new()
    {
        ["ContainerResource"] = "containerResource",
        ["External"] = "external",
        ["Object"] = "object",
        ["Pods"] = "pods",
        ["Resource"] = "resource",
    };

    /// <summary>One of autoscaling/v2.</summary>
    public static void Check(FieldErrors errors, JsonObject value)
    {
        var spec = value.Fields("spec");
        var (least, most) = (spec.Whole("minReplicas"), spec.Whole("maxReplicas") ?? 0);
        if (least < 1)
            errors.Invalid("spec.minReplicas", least, "must be greater than or equal to 1");
        if (most < 1)
            errors.Invalid("spec.maxReplicas", most, "must be greater than 0");
        if (least is { } floor && most < floor)
            errors.Invalid("spec.maxReplicas", most, "must be greater than or equal to `minReplicas`");
        Target(errors, spec.Fields("scaleTargetRef"), "spec.scaleTargetRef");
        foreach (var (metric, index) in spec.Objects("metrics").Select((metric, index) => (metric, index)))
            Metric(errors, metric, $"spec.metrics[{index}]");
        foreach (var direction in (ReadOnlySpan<string>)["scaleUp", "scaleDown"])
            Rules(errors, spec.Fields("behavior").Fields(direction), $"spec.behavior.{direction}");
    }

    private static void Target(FieldErrors errors, JsonObject? reference, string path)
    {
        foreach (var name in (ReadOnlySpan<string>)["kind", "name"])
        {
            if (reference.Text(name) is not { Length: > 0 } given)
                errors.Required($"{path}.{name}");
            else
                errors.Check($"{path}.{name}", given, NameRules.PathSegment(given));
        }
    }

    private static void Metric(FieldErrors errors, JsonObject metric, string path)
    {
        if (metric.Text("type") is not { Length: > 0 } type)
        {
            errors.Required($"{path}.type", "must specify a metric source type");
            return;
        }
        if (!_sources.TryGetValue(type, out var field))
        {
            errors.NotSupported($"{path}.type", type, _sources.Keys);
            return;
        }
        foreach (var other in _sources.Values.Where(other => other != field && metric.Fields(other) is not null))
            errors.Forbidden($"{path}.{other}", "must populate the given metric source only");
        if (metric.Fields(field) is not { } source)
        {
            errors.Required($"{path}.{field}", "must populate information for the given metric source");
            return;
        }
        Source(errors, type, source, $"{path}.{field}");
    }

    private static void Source(FieldErrors errors, string type, JsonObject source, string path)
    {
        var target = source.Fields("target");
        if (type is "Resource" or "ContainerResource")
        {
            if (source.Text("name") is not { Length: > 0 })
                errors.Required($"{path}.name", "must specify a resource name");
            if (type == "ContainerResource" && source.Text("container") is not { Length: > 0 })
                errors.Required($"{path}.container", "must specify a container name");
        }
        else if (source.Fields("metric").Text("name") is not { Length: > 0 })
        {
            errors.Required($"{path}.metric.name", "must specify a metric name");
        }
        if (type == "Object")
            Target(errors, source.Fields("describedObject"), $"{path}.describedObject");
        if (target.Text("type") is not { Length: > 0 } sort)
            errors.Required($"{path}.target.type", "must specify a metric target type");
        else if (sort is not ("Utilization" or "Value" or "AverageValue"))
            errors.Invalid($"{path}.target.type", sort, "must be either Utilization, Value, or AverageValue");
        if (target.Whole("averageUtilization") is < 1 and var utilization)
            errors.Invalid($"{path}.target.averageUtilization", utilization, "must be greater than 0");
        foreach (var name in (ReadOnlySpan<string>)["value", "averageValue"])
        {
            if (ResourceRules.Read(target?[name]) is { Sign: <= 0 } amount)
                errors.Invalid($"{path}.target.{name}", amount.ToString(), "must be positive");
        }
        var (hasUtilization, hasAverage, hasValue) = (target?["averageUtilization"] is not null, target?["averageValue"] is not null, target?["value"] is not null);
        switch (type)
        {
            case "Resource" or "ContainerResource" when !hasUtilization && !hasAverage:
                errors.Required($"{path}.target.averageUtilization", "must set either a target raw value or a target utilization");
                break;
            case "Resource" or "ContainerResource" when hasUtilization && hasAverage:
                errors.Forbidden($"{path}.target.averageValue", "may not set both a target raw value and a target utilization");
                break;
            case "Pods" when !hasAverage:
                errors.Required($"{path}.target.averageValue", "must specify a positive target averageValue");
                break;
            case "Object" or "External" when !hasAverage && !hasValue:
                errors.Required($"{path}.target.averageValue", "must set either a target value or averageValue");
                break;
            case "External" when hasAverage && hasValue:
                errors.Forbidden($"{path}.target.value", "may not set both a target value for metric and a per-pod target");
                break;
        }
    }

    private static void Rules(FieldErrors errors, JsonObject? rules, string path)
    {
        if (rules is null)
            return;
        if (rules.Whole("stabilizationWindowSeconds") is { } window and (< 0 or > 3600))
            errors.Invalid($"{path}.stabilizationWindowSeconds", window, window < 0 ? "must be greater than or equal to zero" : "must be less than or equal to 3600");
        errors.OneOf(rules, path, "selectPolicy", "Disabled", "Max", "Min");
        if (!rules.Items("policies").Any())
            errors.Required($"{path}.policies", "must specify at least one Policy");
        foreach (var (policy, index) in rules.Objects("policies").Select((policy, index) => (policy, index)))
        {
            var place = $"{path}.policies[{index}]";
            errors.RequiredOneOf(policy, place, "type", "Percent", "Pods");
            if ((policy.Whole("value") ?? 0) <= 0)
                errors.Invalid($"{place}.value", policy.Whole("value") ?? 0, "must be greater than zero");
            if ((policy.Whole("periodSeconds") ?? 0) is var period && period is <= 0 or > 1800)
                errors.Invalid($"{place}.periodSeconds", period, period <= 0 ? "must be greater than zero" : "must be less than or equal to 1800");
        }
    }
}
