using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Validating;

/// <summary>Rules of Deployments, ReplicaSets and DaemonSets.</summary>
internal static class WorkloadRules
{
    /// <summary>A Deployment.</summary>
    public static void Deployment(FieldErrors errors, JsonObject value)
    {
        var spec = value.Fields("spec");
        errors.NotNegative(spec, "spec", "replicas");
        SelectorAndTemplate(errors, spec, "deployment");
        RollingStrategy(errors, spec.Fields("strategy"));
        errors.NotNegative(spec, "spec", "minReadySeconds");
        errors.NotNegative(spec, "spec", "revisionHistoryLimit");
        errors.NotNegative(spec, "spec", "progressDeadlineSeconds");
        if (spec.Whole("progressDeadlineSeconds") is { } deadline && deadline <= (spec.Whole("minReadySeconds") ?? 0))
            errors.Invalid("spec.progressDeadlineSeconds", deadline, "must be greater than minReadySeconds");
    }

    /// <summary>A ReplicaSet.</summary>
    public static void ReplicaSet(FieldErrors errors, JsonObject value)
    {
        var spec = value.Fields("spec");
        errors.NotNegative(spec, "spec", "replicas");
        errors.NotNegative(spec, "spec", "minReadySeconds");
        SelectorAndTemplate(errors, spec, "deployment");
    }

    /// <summary>A DaemonSet.</summary>
    public static void DaemonSet(FieldErrors errors, JsonObject value)
    {
        var spec = value.Fields("spec");
        SelectorAndTemplate(errors, spec, "daemonset");
        errors.NotNegative(spec, "spec", "minReadySeconds");
        var strategy = spec.Fields("updateStrategy");
        switch (strategy.Text("type"))
        {
            case "OnDelete":
                break;
            case "RollingUpdate":
                var rolling = strategy.Fields("rollingUpdate");
                foreach (var name in (ReadOnlySpan<string>)["maxUnavailable", "maxSurge"])
                {
                    Percents.Check(errors, rolling?[name], $"spec.updateStrategy.rollingUpdate.{name}");
                    Percents.CheckAtMostAll(errors, rolling?[name], $"spec.updateStrategy.rollingUpdate.{name}");
                }
                var (isNoneDown, isNoneOver) = (Percents.IsZero(rolling?["maxUnavailable"]), Percents.IsZero(rolling?["maxSurge"]));
                if (!isNoneDown && !isNoneOver)
                    errors.Invalid("spec.updateStrategy.rollingUpdate.maxSurge", rolling?["maxSurge"], "may not be set when maxUnavailable is non-zero");
                else if (isNoneDown && isNoneOver)
                    errors.Required("spec.updateStrategy.rollingUpdate.maxUnavailable", "cannot be 0 when maxSurge is 0");
                break;
            case var other:
                errors.NotSupported("spec.updateStrategy", other ?? "", "RollingUpdate", "OnDelete");
                break;
        }
        errors.NotNegative(spec, "spec", "revisionHistoryLimit");
    }

    /// <summary>A selector can't be changed: pods would be left behind.</summary>
    public static void SelectorUpdate(FieldErrors errors, JsonObject value, JsonObject old)
    {
        var (selector, before) = (value.Fields("spec")?["selector"], old.Fields("spec")?["selector"]);
        if (!JsonNode.DeepEquals(selector, before))
            errors.Invalid("spec.selector", selector, "field is immutable");
    }

    /// <summary>A selector that says something and finds the template's pods, which are restarted for ever.</summary>
    public static void SelectorAndTemplate(FieldErrors errors, JsonObject? spec, string kind)
    {
        var (selector, template) = (spec.Fields("selector"), spec.Fields("template"));
        if (selector is null)
        {
            errors.Required("spec.selector");
        }
        else
        {
            SelectorRules.Check(errors, selector, "spec.selector");
            if (SelectorRules.IsEmpty(selector))
                errors.Invalid("spec.selector", selector, $"empty selector is invalid for {kind}");
        }
        if (selector is not null && !SelectorRules.IsEmpty(selector) && !SelectorRules.Matches(selector, template.Fields("metadata").Fields("labels")))
            errors.Invalid("spec.template.metadata.labels", template.Fields("metadata").Fields("labels"), "`selector` does not match template `labels`");
        PodRules.Template(errors, template, "spec.template");
        if (template.Fields("spec").Text("restartPolicy") is ("Never" or "OnFailure") and var policy)
            errors.NotSupported("spec.template.spec.restartPolicy", policy, "Always");
        if (template.Fields("spec")?["activeDeadlineSeconds"] is not null)
            errors.Forbidden("spec.template.spec.activeDeadlineSeconds", "activeDeadlineSeconds in ReplicaSet is not Supported");
    }

    private static void RollingStrategy(FieldErrors errors, JsonObject? strategy)
    {
        switch (strategy.Text("type"))
        {
            case "Recreate":
                if (strategy.Fields("rollingUpdate") is not null)
                    errors.Forbidden("spec.strategy.rollingUpdate", "may not be specified when strategy `type` is 'Recreate'");
                break;
            case "RollingUpdate":
                var rolling = strategy.Fields("rollingUpdate");
                Percents.Check(errors, rolling?["maxUnavailable"], "spec.strategy.rollingUpdate.maxUnavailable");
                Percents.Check(errors, rolling?["maxSurge"], "spec.strategy.rollingUpdate.maxSurge");
                if (Percents.IsZero(rolling?["maxUnavailable"]) && Percents.IsZero(rolling?["maxSurge"]))
                    errors.Invalid("spec.strategy.rollingUpdate.maxUnavailable", rolling?["maxUnavailable"], "may not be 0 when `maxSurge` is 0");
                Percents.CheckAtMostAll(errors, rolling?["maxUnavailable"], "spec.strategy.rollingUpdate.maxUnavailable");
                break;
            case var other:
                errors.NotSupported("spec.strategy.type", other ?? "", "Recreate", "RollingUpdate");
                break;
        }
    }
}
