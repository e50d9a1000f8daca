namespace Pipeline.Kubernetes.Waiting;

/// <summary>How ready one object is.</summary>
/// <param name="Reference">The object.</param>
/// <param name="Readiness">How ready it is.</param>
public sealed record ObjectReadiness(ObjectReference Reference, Readiness Readiness);
