using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Defaulting;

/// <summary>Defaults of Jobs and CronJobs.</summary>
internal static class JobDefaults
{
    /// <summary>A Job. One without labels has its template's.</summary>
    public static void Job(JsonObject value)
    {
        var spec = value.Ensure("spec");
        PodDefaults.Template(spec.Ensure("template"));
        if (spec["parallelism"] is null)
        {
            // A Job without either figure runs one pod once; with parallelism alone it is a work queue, which has no number of completions.
            spec.Default("completions", 1);
            spec["parallelism"] = 1;
        }
        spec.Default("backoffLimit", spec["backoffLimitPerIndex"] is null ? 6 : int.MaxValue);
        spec.Default("completionMode", "NonIndexed");
        spec.Default("suspend", false);
        spec.Default("manualSelector", false);
        spec.Default("podReplacementPolicy", spec["podFailurePolicy"] is null ? "TerminatingOrFailed" : "Failed");
        foreach (var condition in spec.Fields("podFailurePolicy").Objects("rules").SelectMany(rule => rule.Objects("onPodConditions")))
            condition.Default("status", "True");
        if (spec.Fields("template").Fields("metadata").Fields("labels") is { Count: > 0 } labels && value.Fields("metadata").Fields("labels") is not { Count: > 0 })
            value.Ensure("metadata")["labels"] = labels.DeepClone();
    }

    /// <summary>A CronJob; of its Jobs' template only the pods get defaults.</summary>
    public static void CronJob(JsonObject value)
    {
        var spec = value.Ensure("spec");
        PodDefaults.Template(spec.Ensure("jobTemplate").Ensure("spec").Ensure("template"));
        spec.Default("concurrencyPolicy", "Allow");
        spec.Default("suspend", false);
        spec.Default("successfulJobsHistoryLimit", 3);
        spec.Default("failedJobsHistoryLimit", 1);
    }
}
