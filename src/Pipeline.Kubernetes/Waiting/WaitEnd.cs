namespace Pipeline.Kubernetes.Waiting;

/// <summary>How a wait ended.</summary>
internal enum WaitEnd
{
    Ready,
    Failed,
    TimedOut,
}
