using System.Globalization;
using k8s.Models;
using Pipeline.Embedded.Kubernetes.Controlling;
using Pipeline.Embedded.Kubernetes.Objects;

namespace Pipeline.Embedded.Kubernetes.Running.Scheduling;

/// <summary>Gives pods to the one node, if its labels fit; what they ask for isn't counted.</summary>
internal sealed class PodScheduler(IClusterObjects objects, TimeProvider time) : IController
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(10);
    private readonly EventRecorder events = new(objects, time, new EventSource("default-scheduler", ManagerNames.Scheduler));

    public string Name => "default-scheduler";

    public void Subscribe(ChangeFeed changes, WorkQueue queue) => changes.On<V1Pod>(x =>
    {
        if (x.Kind != ChangeKind.Deleted && string.IsNullOrEmpty(x.Value.Spec.NodeName))
            queue.Add(ObjectKey.Of(x.Value));
    });

    public async Task<TimeSpan?> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (await objects.GetAsync<V1Pod>(key.NamespaceName, key.Name, cancellationToken) is not { } pod || !string.IsNullOrEmpty(pod.Spec.NodeName) || pod.IsFinished() || pod.Metadata.DeletionTimestamp is not null)
            return null;
        if (pod.Spec.SchedulingGates is { Count: > 0 } || (pod.Spec.SchedulerName ?? Name) != Name)
            return null;

        if (await objects.GetAsync<V1Node>(null, NodeFacts.Name, cancellationToken) is not { } node)
            return Retry;
        if (WhyNot(pod, node) is { } reason)
        {
            await RefuseAsync(pod, $"0/1 nodes are available: 1 {reason}. preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.", cancellationToken);
            return Retry;
        }

        await objects.BindPodAsync(pod.Metadata.NamespaceProperty, pod.Metadata.Name, NodeFacts.Name, cancellationToken);
        await TellAsync(pod, cancellationToken);
        return null;
    }

    // The scheduler writes its event in the newer form: no count, a time in microseconds.
    private async Task TellAsync(V1Pod pod, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var ticks = ((now - DateTimeOffset.UnixEpoch).Ticks * 100).ToString("x", CultureInfo.InvariantCulture);
        try
        {
            await objects.CreateAsync(
                new Corev1Event
                {
                    ApiVersion = "v1",
                    Kind = "Event",
                    Metadata = new V1ObjectMeta { Name = $"{pod.Metadata.Name}.{ticks}", NamespaceProperty = pod.Metadata.NamespaceProperty },
                    InvolvedObject = new V1ObjectReference { ApiVersion = "v1", Kind = "Pod", Name = pod.Metadata.Name, NamespaceProperty = pod.Metadata.NamespaceProperty, Uid = pod.Metadata.Uid, ResourceVersion = pod.Metadata.ResourceVersion },
                    Type = "Normal",
                    Reason = "Scheduled",
                    Action = "Binding",
                    Message = $"Successfully assigned {pod.Metadata.NamespaceProperty}/{pod.Metadata.Name} to {NodeFacts.Name}",
                    EventTime = now.UtcDateTime,
                    Source = new V1EventSource(),
                    ReportingComponent = Name,
                    ReportingInstance = $"{Name}-{NodeFacts.Name}",
                },
                ManagerNames.Scheduler,
                cancellationToken);
        }
        catch (ApiRefusal)
        {
            // News, no promise.
        }
    }

    private async Task RefuseAsync(V1Pod pod, string message, CancellationToken cancellationToken)
    {
        await events.WarningAsync(pod, "FailedScheduling", message, cancellationToken);
        var current = pod.Status?.Conditions?.FirstOrDefault(x => x.Type == "PodScheduled");
        if (current?.Reason == "Unschedulable" && current.Message == message)
            return;

        pod.Status ??= new V1PodStatus();
        pod.Status.Conditions = [.. (pod.Status.Conditions ?? []).Where(x => x.Type != "PodScheduled"), new V1PodCondition { Type = "PodScheduled", Status = "False", Reason = "Unschedulable", Message = message, LastTransitionTime = time.Now() }];
        await objects.UpdateStatusAsync(pod, ManagerNames.Scheduler, cancellationToken);
    }

    private static string? WhyNot(V1Pod pod, V1Node node)
    {
        if (node.Spec?.Unschedulable == true)
            return "node(s) were unschedulable";

        var terms = pod.Spec.Affinity?.NodeAffinity?.RequiredDuringSchedulingIgnoredDuringExecution?.NodeSelectorTerms;
        var fits = (pod.Spec.NodeSelector is not { Count: > 0 } selector || selector.Matches(node.Metadata.Labels)) && (terms is null || terms.Any(x => Fits(x, node)));
        return fits ? null : "node(s) didn't match Pod's node affinity/selector";
    }

    private static bool Fits(V1NodeSelectorTerm term, V1Node node)
    {
        var labels = new V1LabelSelector { MatchExpressions = [.. (term.MatchExpressions ?? []).Select(Requirement)] };
        var fields = new V1LabelSelector { MatchExpressions = [.. (term.MatchFields ?? []).Select(Requirement)] };
        return labels.Matches(node.Metadata.Labels) && fields.Matches(new Dictionary<string, string> { ["metadata.name"] = node.Metadata.Name });
    }

    private static V1LabelSelectorRequirement Requirement(V1NodeSelectorRequirement x) => new() { Key = x.Key, OperatorProperty = x.OperatorProperty, Values = x.Values };
}
