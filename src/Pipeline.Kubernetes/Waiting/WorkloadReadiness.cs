using System.Text.Json.Nodes;

namespace Pipeline.Kubernetes.Waiting;

/// <summary>kstatus' rules for the kinds of group <c>apps</c>.</summary>
internal static class WorkloadReadiness
{
    public static Readiness OfDeployment(JsonObject item)
    {
        var progressing = ReadinessRules.Condition(item, "Progressing");
        if (progressing.Text("reason") == "ProgressDeadlineExceeded")
            return Readiness.Failed($"ProgressDeadlineExceeded: {progressing.Text("message")}");

        var wanted = item.Whole("spec", "replicas") ?? 1;
        var (replicas, updated, ready, available) = (Status(item, "replicas"), Status(item, "updatedReplicas"), Status(item, "readyReplicas"), Status(item, "availableReplicas"));
        if (wanted > replicas)
            return Readiness.InProgress($"{replicas} of {wanted} replicas are made");
        if (wanted > updated)
            return Readiness.InProgress($"{updated} of {wanted} replicas are updated");
        if (replicas > wanted)
            return Readiness.InProgress($"{replicas - wanted} old replicas are still to end");
        if (updated > available)
            return Readiness.InProgress($"{available} of {updated} updated replicas are available");
        if (wanted > ready)
            return Readiness.InProgress($"{ready} of {wanted} replicas are ready");
        if (item.Whole("spec", "progressDeadlineSeconds") is < int.MaxValue && !(progressing.Text("status") == "True" && progressing.Text("reason") == "NewReplicaSetAvailable"))
            return Readiness.InProgress("its new ReplicaSet is not available yet");
        return ReadinessRules.Condition(item, "Available") is { } condition && condition.Text("status") == "True"
            ? Readiness.Current($"{ready} of {wanted} replicas are ready")
            : Readiness.InProgress("it is not available yet");
    }

    public static Readiness OfStatefulSet(JsonObject item)
    {
        if (item.Text("spec", "updateStrategy", "type") == "OnDelete")
            return Readiness.Current("its pods are updated when they are deleted");

        var wanted = item.Whole("spec", "replicas") ?? 1;
        var (replicas, ready, updated, current) = (Status(item, "replicas"), Status(item, "readyReplicas"), Status(item, "updatedReplicas"), Status(item, "currentReplicas"));
        if (item.Whole("status", "observedGeneration") is null && item.Whole("metadata", "generation") is not null)
            return Readiness.InProgress("its controller has not seen it yet");
        if (wanted > replicas)
            return Readiness.InProgress($"{replicas} of {wanted} replicas are made");
        if (wanted > ready)
            return Readiness.InProgress($"{ready} of {wanted} replicas are ready");
        if (replicas > wanted)
            return Readiness.InProgress($"{replicas - wanted} replicas are still to end");

        if (item.Whole("spec", "updateStrategy", "rollingUpdate", "partition") is { } partition and > 0)
        {
            var share = Math.Max(wanted - partition, 0);
            return updated < share ? Readiness.InProgress($"{updated} of {share} replicas are updated") : Readiness.Current($"{updated} replicas are updated, as its partition says");
        }

        if (wanted > current)
            return Readiness.InProgress($"{updated} of {wanted} replicas are updated");
        return item.Text("status", "currentRevision") == item.Text("status", "updateRevision")
            ? Readiness.Current($"{ready} of {wanted} replicas are ready")
            : Readiness.InProgress($"waiting for revision {item.Text("status", "updateRevision")}");
    }

    public static Readiness OfDaemonSet(JsonObject item)
    {
        if (item.Whole("status", "observedGeneration") is null && item.Whole("metadata", "generation") is not null)
            return Readiness.InProgress("its controller has not seen it yet");
        if (item.Text("spec", "updateStrategy", "type") == "OnDelete")
            return Readiness.Current("its pods are updated when they are deleted");

        var wanted = Status(item, "desiredNumberScheduled");
        foreach (var (name, words) in new[] { ("currentNumberScheduled", "scheduled"), ("updatedNumberScheduled", "updated"), ("numberAvailable", "available"), ("numberReady", "ready") })
        {
            if (wanted > Status(item, name))
                return Readiness.InProgress($"{Status(item, name)} of {wanted} pods are {words}");
        }

        return Readiness.Current($"{wanted} of {wanted} pods are ready");
    }

    public static Readiness OfReplicaSet(JsonObject item)
    {
        if (ReadinessRules.Condition(item, "ReplicaFailure") is { } failure && failure.Text("status") == "True")
            return Readiness.InProgress(ReadinessRules.Words(failure));

        var wanted = item.Whole("spec", "replicas") ?? 1;
        foreach (var (name, words) in new[] { ("fullyLabeledReplicas", "labelled"), ("availableReplicas", "available"), ("readyReplicas", "ready") })
        {
            if (wanted > Status(item, name))
                return Readiness.InProgress($"{Status(item, name)} of {wanted} replicas are {words}");
        }

        return Status(item, "replicas") > wanted ? Readiness.InProgress("replicas are still to end") : Readiness.Current($"{wanted} of {wanted} replicas are ready");
    }

    private static long Status(JsonObject item, string name) => item.Whole("status", name) ?? 0;
}
