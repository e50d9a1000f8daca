namespace Pipeline.Kubernetes.Waiting;

/// <summary>How a wait ended, with what was seen last.</summary>
internal sealed record WaitResult(WaitEnd End, IReadOnlyList<ObjectReadiness> Objects, ClusterView View);
