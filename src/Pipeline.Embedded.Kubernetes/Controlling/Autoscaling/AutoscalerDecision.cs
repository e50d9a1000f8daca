using k8s.Models;

namespace Pipeline.Embedded.Kubernetes.Controlling.Autoscaling;

/// <summary>What an autoscaler does and says without metrics. Pure.</summary>
internal sealed record AutoscalerDecision
{
    public required V2HorizontalPodAutoscalerStatus Status { get; init; }

    public int? NewSize { get; init; }

    public string? Reason { get; init; }

    public IReadOnlyList<(string Reason, string Message)> Warnings { get; init; } = [];

    /// <param name="autoscaler">The autoscaler.</param>
    /// <param name="scale">Its target's wanted and actual size; null where there is no such target.</param>
    /// <param name="now">The time of changed conditions.</param>
    public static AutoscalerDecision Of(V2HorizontalPodAutoscaler autoscaler, (int Wanted, int Actual)? scale, DateTime now)
    {
        var status = ObjectEquality.Copy(autoscaler.Status ?? new V2HorizontalPodAutoscalerStatus());
        status.Conditions ??= [];
        if (scale is not var (wanted, actual))
        {
            var target = autoscaler.Spec.ScaleTargetRef;
            var message = $"the HPA controller was unable to get the target's current scale: {target.Kind.ToLowerInvariant()}s.{(target.ApiVersion ?? "").Split('/')[0]} \"{target.Name}\" not found";
            Set(status, "AbleToScale", "False", "FailedGetScale", message, now);
            return new AutoscalerDecision { Status = status, Warnings = [("FailedGetScale", message[(message.IndexOf(": ", StringComparison.Ordinal) + 2)..])] };
        }

        var least = autoscaler.Spec.MinReplicas ?? 1;
        status.CurrentReplicas = actual;
        status.ObservedGeneration = autoscaler.Metadata.Generation;
        Set(status, "AbleToScale", "True", "SucceededGetScale", "the HPA controller was able to get the target's current scale", now);
        if (wanted == 0 && least != 0)
        {
            status.DesiredReplicas = 0;
            Set(status, "ScalingActive", "False", "ScalingDisabled", "scaling is disabled since the replica count of the target is zero", now);
            return new AutoscalerDecision { Status = status };
        }

        if (wanted < least || wanted > autoscaler.Spec.MaxReplicas)
            return Rescale(autoscaler, status, wanted < least ? least : autoscaler.Spec.MaxReplicas, wanted < least ? "Current number of replicas below Spec.MinReplicas" : "Current number of replicas above Spec.MaxReplicas", now);

        status.DesiredReplicas = wanted;
        var resource = autoscaler.Spec.Metrics?.FirstOrDefault(x => x.Type == "Resource")?.Resource?.Name ?? "cpu";
        var reason = $"failed to get {resource} utilization: unable to get metrics for resource {resource}: unable to fetch metrics from resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)";
        Set(status, "ScalingActive", "False", "FailedGetResourceMetric", $"the HPA was unable to compute the replica count: {reason}", now);
        return new AutoscalerDecision { Status = status, Warnings = [("FailedGetResourceMetric", reason), ("FailedComputeMetricsReplicas", $"invalid metrics (1 invalid out of {Math.Max(1, autoscaler.Spec.Metrics?.Count ?? 1)}), first error is: {reason}")] };
    }

    private static AutoscalerDecision Rescale(V2HorizontalPodAutoscaler autoscaler, V2HorizontalPodAutoscalerStatus status, int size, string reason, DateTime now)
    {
        status.DesiredReplicas = size;
        status.LastScaleTime = now;
        Set(status, "AbleToScale", "True", "SucceededRescale", $"the HPA controller was able to update the target scale to {size}", now);
        return new AutoscalerDecision { Status = status, NewSize = size, Reason = reason };
    }

    private static void Set(V2HorizontalPodAutoscalerStatus status, string type, string value, string reason, string message, DateTime now)
    {
        var current = status.Conditions.FirstOrDefault(x => x.Type == type);
        if (current is null)
            status.Conditions.Add(current = new V2HorizontalPodAutoscalerCondition { Type = type });
        if (current.Status != value)
            current.LastTransitionTime = now;
        (current.Status, current.Reason, current.Message) = (value, reason, message);
    }
}
