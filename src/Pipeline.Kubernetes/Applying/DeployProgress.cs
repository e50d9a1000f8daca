using Pipeline.Kubernetes.Waiting;

namespace Pipeline.Kubernetes.Applying;

/// <summary>Something that happened in a deployment.</summary>
public sealed record DeployProgress
{
    /// <summary>What happened.</summary>
    public required DeployProgressKind Kind { get; init; }

    /// <summary>The object that it happened to; null for the deployment as a whole.</summary>
    public ObjectReference? Reference { get; init; }

    /// <summary>How ready the object is; only for <see cref="DeployProgressKind.Readiness"/>. A table keeps the last one of each object.</summary>
    public Readiness? Readiness { get; init; }

    /// <summary>Objects done in this phase.</summary>
    public int Done { get; init; }

    /// <summary>Objects in this phase.</summary>
    public int Total { get; init; }

    /// <summary>What happened, in words.</summary>
    public required string Message { get; init; }
}
