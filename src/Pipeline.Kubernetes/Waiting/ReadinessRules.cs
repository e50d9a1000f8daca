using System.Text.Json.Nodes;

namespace Pipeline.Kubernetes.Waiting;

/// <summary>
/// How ready an object is, by its own fields alone. The rules are kstatus' (https://github.com/kubernetes-sigs/cli-utils/blob/master/pkg/kstatus/README.md),
/// with three that a deployment needs otherwise: a Job is current once it has completed (as Flux has it), a Service of type LoadBalancer once it has an
/// address (as Helm has it), and a pod that can't be scheduled yet is waited for, since a cluster may be adding a node.
/// </summary>
public static class ReadinessRules
{
    /// <summary>How ready an object is.</summary>
    public static Readiness Of(JsonObject item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (item.At("metadata", "deletionTimestamp") is not null)
            return new Readiness(ReadinessStatus.Terminating, "it is being deleted");
        if (item.Whole("status", "observedGeneration") is { } observed && item.Whole("metadata", "generation") is { } generation && observed < generation)
            return Readiness.InProgress($"its controller has seen generation {observed} of {generation}");

        return ByConditions(item) ?? ByKind(item);
    }

    /// <summary>Kinds whose objects are as they should be as soon as they are there; nothing is gained by watching them.</summary>
    internal static bool IsImmediate(ObjectReference reference) => (reference.Group, reference.Kind) switch
    {
        ("", "ConfigMap" or "Secret" or "ServiceAccount" or "LimitRange" or "ResourceQuota" or "Endpoints") => true,
        ("batch", "CronJob") => true,
        ("networking.k8s.io", _) => true,
        ("rbac.authorization.k8s.io" or "scheduling.k8s.io" or "storage.k8s.io" or "admissionregistration.k8s.io" or "autoscaling", _) => true,
        _ => false,
    };

    private static Readiness? ByConditions(JsonObject item)
    {
        if (Condition(item, "Reconciling") is { } reconciling && reconciling.Text("status") == "True")
            return Readiness.InProgress(Words(reconciling));
        return Condition(item, "Stalled") is { } stalled && stalled.Text("status") == "True" ? Readiness.Failed(Words(stalled)) : null;
    }

    private static Readiness ByKind(JsonObject item)
    {
        var reference = ObjectReference.Of(item);
        return (reference.Group, reference.Kind) switch
        {
            ("apps", "Deployment") => WorkloadReadiness.OfDeployment(item),
            ("apps", "StatefulSet") => WorkloadReadiness.OfStatefulSet(item),
            ("apps", "DaemonSet") => WorkloadReadiness.OfDaemonSet(item),
            ("apps", "ReplicaSet") => WorkloadReadiness.OfReplicaSet(item),
            ("", "Pod") => PodReadiness.Of(item),
            ("batch", "Job") => OfJob(item),
            ("", "PersistentVolumeClaim") => OfPhase(item, "Bound"),
            ("", "Namespace") => OfPhase(item, "Active"),
            ("", "Service") => OfService(item),
            ("apiextensions.k8s.io", "CustomResourceDefinition") => OfDefinition(item),
            ("apiregistration.k8s.io", "APIService") => OfCondition(item, "Available"),
            ("policy", _) or ("autoscaling", _) or ("networking.k8s.io", _) or ("batch", _) => Readiness.Current("it is there"),
            _ => OfCondition(item, "Ready"),
        };
    }

    internal static JsonObject? Condition(JsonObject item, string type) => item.Items("status", "conditions").FirstOrDefault(x => x.Text("type") == type);

    internal static string Words(JsonObject condition) => (condition.Text("reason"), condition.Text("message")) switch
    {
        ({ Length: > 0 } reason, { Length: > 0 } message) => $"{reason}: {message}",
        var (reason, message) => string.IsNullOrEmpty(message) ? reason ?? "" : message,
    };

    private static Readiness OfJob(JsonObject job)
    {
        var completions = job.Whole("spec", "completions") ?? job.Whole("spec", "parallelism") ?? 1;
        var (succeeded, active, failed) = (job.Whole("status", "succeeded") ?? 0, job.Whole("status", "active") ?? 0, job.Whole("status", "failed") ?? 0);
        if (Condition(job, "Complete")?.Text("status") == "True")
            return Readiness.Current($"completed, {succeeded} of {completions}");
        if (Condition(job, "Failed") is { } condition && condition.Text("status") == "True")
            return Readiness.Failed(Words(condition));
        if (job.IsTrue("spec", "suspend"))
            return Readiness.Current("it is suspended");
        return Readiness.InProgress(job.Text("status", "startTime") is null ? "not started" : $"{succeeded} of {completions} succeeded, {active} active, {failed} failed");
    }

    private static Readiness OfService(JsonObject service)
    {
        if (service.Text("spec", "type") != "LoadBalancer")
            return Readiness.Current("it is there");
        if (string.IsNullOrEmpty(service.Text("spec", "clusterIP")))
            return Readiness.InProgress("it has no cluster address yet");
        var address = service.Items("status", "loadBalancer", "ingress").Select(x => x.Text("ip") ?? x.Text("hostname")).FirstOrDefault();
        return address is null ? Readiness.InProgress("the load balancer has no address yet") : Readiness.Current(address);
    }

    private static Readiness OfDefinition(JsonObject definition)
    {
        if (Condition(definition, "NamesAccepted") is { } names && names.Text("status") == "False")
            return Readiness.Failed(Words(names));
        var established = Condition(definition, "Established");
        if (established?.Text("status") == "True")
            return Readiness.Current("established");
        return established?.Text("status") == "False" && established.Text("reason") is { Length: > 0 } and not "Installing" ? Readiness.Failed(Words(established)) : Readiness.InProgress("not established yet");
    }

    private static Readiness OfPhase(JsonObject item, string wanted)
    {
        var phase = item.Text("status", "phase") ?? "without a phase";
        return phase == wanted ? Readiness.Current(phase) : Readiness.InProgress(phase);
    }

    // A kind that has no such condition is current as soon as it is there.
    private static Readiness OfCondition(JsonObject item, string type) => Condition(item, type) switch
    {
        null => Readiness.Current("it is there"),
        var condition when condition.Text("status") == "True" => Readiness.Current(type),
        var condition => Readiness.InProgress(Words(condition) is { Length: > 0 } words ? words : $"not {type}"),
    };
}
