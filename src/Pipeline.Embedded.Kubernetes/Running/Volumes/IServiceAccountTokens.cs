namespace Pipeline.Embedded.Kubernetes.Running.Volumes;

/// <summary>Issues tokens for pods, as the API server's token subresource does.</summary>
internal interface IServiceAccountTokens
{
    /// <summary>A token for a service account.</summary>
    Task<string> IssueAsync(ServiceAccountTokenRequest request, CancellationToken cancellationToken);
}
