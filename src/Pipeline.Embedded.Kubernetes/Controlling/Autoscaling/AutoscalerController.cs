using k8s.Models;
using Pipeline.Embedded.Kubernetes.Objects;

namespace Pipeline.Embedded.Kubernetes.Controlling.Autoscaling;

/// <summary>Horizontal autoscalers as in a cluster without a metrics server: they keep to their least and most, and say that they can't measure.</summary>
internal sealed class AutoscalerController(IClusterObjects objects, TimeProvider time) : IController
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(15);

    private readonly ScaleTargets targets = new(objects);
    private readonly EventRecorder events = new(objects, time, new EventSource("horizontal-pod-autoscaler", ManagerNames.Controllers));

    public string Name => "horizontal-pod-autoscaler";

    public void Subscribe(ChangeFeed changes, WorkQueue queue) => changes.On<V2HorizontalPodAutoscaler>(x => queue.Add(ObjectKey.Of(x.Value)));

    public async Task<TimeSpan?> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (await objects.GetAsync<V2HorizontalPodAutoscaler>(key.NamespaceName, key.Name, cancellationToken) is not { } autoscaler)
            return null;

        var target = autoscaler.Spec.ScaleTargetRef;
        var scale = await targets.ReadAsync(key.NamespaceName, target.Kind, target.Name, cancellationToken);
        var before = autoscaler.Status;
        var decision = AutoscalerDecision.Of(autoscaler, scale, time.Now());
        if (decision.NewSize is { } size)
        {
            await targets.SetAsync(key.NamespaceName, target.Kind, target.Name, size, cancellationToken);
            await events.NormalAsync(autoscaler, "SuccessfulRescale", $"New size: {size}; reason: {decision.Reason}", cancellationToken);
        }

        foreach (var (reason, message) in decision.Warnings)
            await events.WarningAsync(autoscaler, reason, message, cancellationToken);
        if (!ObjectEquality.Same(decision.Status, before))
        {
            autoscaler.Status = decision.Status;
            await objects.UpdateStatusAsync(autoscaler, ManagerNames.Controllers, cancellationToken);
        }

        return Period;
    }
}
