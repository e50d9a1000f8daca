using Pipeline.Embedded.Kubernetes.Discovery;
using Pipeline.Embedded.Kubernetes.Objects;
using Pipeline.Embedded.Kubernetes.Running.Volumes;
using Pipeline.Embedded.Kubernetes.Storing;

namespace Pipeline.Embedded.Kubernetes.Access;

/// <summary>The tokens that pods find in their volumes.</summary>
internal sealed class PodTokens(ServiceAccountTokens tokens, ObjectStore store, TimeProvider time) : IServiceAccountTokens
{
    public Task<string> IssueAsync(ServiceAccountTokenRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var account = store.Find(BuiltInTypes.ServiceAccounts.StorageKey, request.NamespaceName, request.ServiceAccountName)
            ?? throw Refusals.NotFound(BuiltInTypes.ServiceAccounts, request.ServiceAccountName);
        return Task.FromResult(tokens.Issue(account, [request.Audience ?? ServiceAccountTokens.Issuer], time.GetUtcNow() + request.Lifetime, null));
    }
}
