namespace Pipeline.Embedded.Kubernetes.Running.Probing;

/// <summary>What a probe decides.</summary>
internal enum ProbeKind
{
    /// <summary>Whether the container has started; before that nothing else is asked.</summary>
    Startup,

    /// <summary>Whether it takes requests now.</summary>
    Readiness,

    /// <summary>Whether it must be started again.</summary>
    Liveness,
}
