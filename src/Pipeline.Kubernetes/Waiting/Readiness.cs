namespace Pipeline.Kubernetes.Waiting;

/// <summary>How ready an object is.</summary>
/// <param name="Status">How far it is.</param>
/// <param name="Message">In words: <c>2 of 3 replicas are available</c>.</param>
public sealed record Readiness(ReadinessStatus Status, string Message)
{
    internal static Readiness Current(string message) => new(ReadinessStatus.Current, message);

    internal static Readiness InProgress(string message) => new(ReadinessStatus.InProgress, message);

    internal static Readiness Failed(string message) => new(ReadinessStatus.Failed, message);
}
