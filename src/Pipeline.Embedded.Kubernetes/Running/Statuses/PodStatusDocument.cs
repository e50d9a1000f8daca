using k8s.Models;

namespace Pipeline.Embedded.Kubernetes.Running.Statuses;

/// <summary>A pod's status as the kubelet writes it. Pure.</summary>
internal static class PodStatusDocument
{
    public static V1PodStatus Of(V1Pod pod, PodFacts facts, DateTime now)
    {
        var before = pod.Status;
        var phase = facts.Phase(pod);
        return new V1PodStatus
        {
            ObservedGeneration = before?.ObservedGeneration is null && pod.Metadata.Generation is null ? null : pod.Metadata.Generation,
            Phase = phase,
            Reason = facts.Failure?.Reason,
            Message = facts.Failure?.Message,
            HostIP = NodeFacts.Address,
            HostIPs = [new V1HostIP { Ip = NodeFacts.Address }],
            PodIP = facts.PodIP,
            PodIPs = [new V1PodIP { Ip = facts.PodIP }],
            StartTime = before?.StartTime ?? facts.StartTime,
            QosClass = before?.QosClass ?? "BestEffort",
            Conditions = Conditions(pod, facts, phase, now),
            InitContainerStatuses = facts.Inits.Any() ? [.. facts.Inits.Select(Status)] : null,
            ContainerStatuses = [.. facts.Mains.Select(Status)],
        };
    }

    private static List<V1PodCondition> Conditions(V1Pod pod, PodFacts facts, string phase, DateTime now)
    {
        var isDone = phase is "Succeeded";
        var notInitialized = facts.Inits.Where(x => x.Kind == ContainerKind.Sidecar ? !x.HasStarted : x.State.Terminated?.ExitCode != 0).Select(x => x.Spec.Name).ToList();
        var notReady = facts.Mains.Where(x => !x.IsReady).Concat(facts.Inits.Where(x => x.Kind == ContainerKind.Sidecar && !x.IsReady)).Select(x => x.Spec.Name).ToList();
        var unready = isDone ? ("PodCompleted", null) : phase == "Failed" ? ("PodFailed", null) : ("ContainersNotReady", $"containers with unready status: [{string.Join(' ', notReady)}]");
        var gates = (pod.Spec.ReadinessGates ?? []).Where(x => pod.Status?.Conditions?.Any(y => y.Type == x.ConditionType && y.Status == "True") != true).Select(x => x.ConditionType).ToList();
        var containersReady = notReady.Count == 0 && facts.IsInitialized && phase == "Running";

        return
        [
            Condition(pod, "PodReadyToStartContainers", facts.IsSandboxReady && !facts.IsOver, null, null, now),
            notInitialized.Count == 0 || isDone
                ? Condition(pod, "Initialized", true, isDone ? "PodCompleted" : null, null, now)
                : Condition(pod, "Initialized", false, "ContainersNotInitialized", $"containers with incomplete status: [{string.Join(' ', notInitialized)}]", now),
            containersReady && gates.Count > 0
                ? Condition(pod, "Ready", false, "ReadinessGatesNotReady", $"the status of pod readiness gate \"{gates[0]}\" is not \"True\", but False", now)
                : containersReady ? Condition(pod, "Ready", true, null, null, now) : Condition(pod, "Ready", false, unready.Item1, unready.Item2, now),
            containersReady ? Condition(pod, "ContainersReady", true, null, null, now) : Condition(pod, "ContainersReady", false, unready.Item1, unready.Item2, now),
            // The scheduler's, and conditions that others set, stay.
            .. (pod.Status?.Conditions ?? []).Where(x => x.Type is not ("PodReadyToStartContainers" or "Initialized" or "Ready" or "ContainersReady")),
        ];
    }

    private static V1PodCondition Condition(V1Pod pod, string type, bool isTrue, string? reason, string? message, DateTime now)
    {
        var status = isTrue ? "True" : "False";
        var current = pod.Status?.Conditions?.FirstOrDefault(x => x.Type == type);
        return new V1PodCondition
        {
            Type = type,
            Status = status,
            Reason = reason,
            Message = message,
            ObservedGeneration = current?.ObservedGeneration is null ? null : pod.Metadata.Generation,
            LastTransitionTime = current?.Status == status ? current.LastTransitionTime : now,
        };
    }

    private static V1ContainerStatus Status(ContainerRecord record) => new()
    {
        Name = record.Spec.Name,
        Image = record.Spec.Image,
        ImageID = record.ImageId ?? "",
        ContainerID = record.ContainerId,
        State = record.State,
        LastState = record.LastState ?? new V1ContainerState(),
        Ready = record.Kind == ContainerKind.Init ? record.State.Terminated?.ExitCode == 0 : record.IsReady,
        Started = record.State.Running is not null && record.HasStarted,
        RestartCount = record.RestartCount,
    };
}
