namespace Pipeline.Kubernetes.Connecting;

/// <summary>One of the causes in a server's <c>Status</c>.</summary>
internal sealed record ApiCause(string Reason, string Message, string Field);
