namespace Pipeline.Kubernetes.Waiting;

/// <summary>Why an object isn't ready, as far as the cluster tells.</summary>
public sealed record Diagnosis
{
    /// <summary>The object of the set that isn't ready.</summary>
    public required ObjectReference Reference { get; init; }

    /// <summary>How ready it is.</summary>
    public required Readiness Readiness { get; init; }

    /// <summary>Containers that wait or have ended: <c>pod web-5f-x2, container server: CrashLoopBackOff (exit code 139, 3 restarts)</c>.</summary>
    public IReadOnlyList<string> Containers { get; init; } = [];

    /// <summary>Warning events of the object and its pods, the latest first: <c>Unhealthy: Readiness probe failed: HTTP probe failed with statuscode: 503 (12 times)</c>.</summary>
    public IReadOnlyList<string> Events { get; init; } = [];

    /// <summary>The container whose log follows: <c>web-5f-x2/server</c>, or with <c> (before its restart)</c>; null without a log.</summary>
    public string? LogSource { get; init; }

    /// <summary>The last lines of the failing container's log.</summary>
    public IReadOnlyList<string> LogLines { get; init; } = [];
}
