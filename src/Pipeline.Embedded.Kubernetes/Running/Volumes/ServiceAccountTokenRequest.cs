namespace Pipeline.Embedded.Kubernetes.Running.Volumes;

/// <summary>Whose token, for whom, for how long.</summary>
internal sealed record ServiceAccountTokenRequest(string NamespaceName, string ServiceAccountName, string? Audience, TimeSpan Lifetime);
