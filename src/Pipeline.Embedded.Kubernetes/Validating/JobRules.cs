using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Validating;

/// <summary>Rules of Jobs and CronJobs.</summary>
internal static class JobRules
{
    // Eleven characters are the controller's: a dash and the scheduled minute.
    private const int MaxCronJobName = 52;

    /// <summary>A Job.</summary>
    public static void Job(FieldErrors errors, JsonObject value) => Spec(errors, value.Fields("spec"), "spec");

    /// <summary>A change of a Job: what its pods are is fixed.</summary>
    public static void JobUpdate(FieldErrors errors, JsonObject value, JsonObject old)
    {
        var (spec, before) = (value.Fields("spec"), old.Fields("spec"));
        var isIndexed = spec.Text("completionMode") == "Indexed";
        foreach (var name in (ReadOnlySpan<string>)["completions", "selector", "template", "completionMode", "podFailurePolicy", "backoffLimitPerIndex", "managedBy", "successPolicy"])
        {
            if (JsonNode.DeepEquals(spec?[name], before?[name]))
                continue;
            // An indexed Job may grow or shrink where it works on all of its indexes at once.
            if (name == "completions" && isIndexed && spec.Whole("completions") == spec.Whole("parallelism"))
                continue;
            errors.Invalid($"spec.{name}", spec?[name], "field is immutable");
        }
    }

    /// <summary>A CronJob.</summary>
    public static void CronJob(FieldErrors errors, JsonObject value)
    {
        var spec = value.Fields("spec");
        if (value.Fields("metadata").Text("name") is { Length: > MaxCronJobName } name)
            errors.Invalid("metadata.name", name, $"must be no more than {MaxCronJobName} characters");
        if (spec.Text("schedule") is not { Length: > 0 } schedule)
            errors.Required("spec.schedule");
        else if (CronSchedule.Mistake(schedule) is { } mistake)
            errors.Invalid("spec.schedule", schedule, mistake);
        if (spec?["timeZone"] is not null)
            TimeZone(errors, spec.Text("timeZone") ?? "");
        foreach (var number in (ReadOnlySpan<string>)["startingDeadlineSeconds", "successfulJobsHistoryLimit", "failedJobsHistoryLimit"])
            errors.NotNegative(spec, "spec", number);
        errors.RequiredOneOf(spec, "spec", "concurrencyPolicy", "Allow", "Forbid", "Replace");
        if (spec.Fields("jobTemplate").Fields("spec") is not { } job)
            return;
        if (job["manualSelector"] is not null)
            errors.NotSupported("spec.jobTemplate.spec.manualSelector", job["manualSelector"], "nil", "false");
        Spec(errors, job, "spec.jobTemplate.spec");
    }

    private static void Spec(FieldErrors errors, JsonObject? spec, string path)
    {
        foreach (var number in (ReadOnlySpan<string>)["parallelism", "completions", "activeDeadlineSeconds", "backoffLimit", "ttlSecondsAfterFinished", "backoffLimitPerIndex", "maxFailedIndexes"])
            errors.NotNegative(spec, path, number);
        errors.OneOf(spec, path, "completionMode", "Indexed", "NonIndexed");
        if (spec.Text("completionMode") == "Indexed" && spec?["completions"] is null)
            errors.Required($"{path}.completions", "when completion mode is Indexed");
        if (spec.Fields("selector") is { } selector)
        {
            SelectorRules.Check(errors, selector, $"{path}.selector");
            if (!SelectorRules.Matches(selector, spec.Fields("template").Fields("metadata").Fields("labels")) && spec.Flag("manualSelector") == true)
                errors.Invalid($"{path}.template.metadata.labels", spec.Fields("template").Fields("metadata").Fields("labels"), "`selector` does not match template `labels`");
        }
        else if (spec.Flag("manualSelector") == true)
        {
            errors.Required($"{path}.selector");
        }
        PodRules.Template(errors, spec.Fields("template"), $"{path}.template");
        if (spec.Fields("template").Fields("spec").Text("restartPolicy") == "Always")
            errors.Required($"{path}.template.spec.restartPolicy", "valid values: \"OnFailure\", \"Never\"");
    }

    private static void TimeZone(FieldErrors errors, string zone)
    {
        if (zone.Length == 0)
            errors.Invalid("spec.timeZone", zone, "timeZone must be nil or non-empty string");
        else if (zone.Equals("Local", StringComparison.OrdinalIgnoreCase))
            errors.Invalid("spec.timeZone", zone, "timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones");
        else if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            errors.Invalid("spec.timeZone", zone, $"unknown time zone {zone}");
    }
}
