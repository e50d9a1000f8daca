using Amazon.Runtime;
using Amazon.Runtime.Credentials;

namespace Pipeline.Secrets.Aws;

/// <summary>Credentials by the SDK's chain. What it finds is kept, and renewed by the SDK before it expires.</summary>
internal sealed class AwsCredentialSource : IAwsCredentialSource
{
    private readonly SemaphoreSlim _resolving = new(1, 1);
    private AWSCredentials? _resolved;

    public async Task<ImmutableCredentials> GetAsync(CancellationToken cancellationToken)
    {
        await _resolving.WaitAsync(cancellationToken);
        try
        {
            _resolved ??= await DefaultAWSCredentialsIdentityResolver.GetCredentialsAsync(null);
            return await _resolved.GetCredentialsAsync();
        }
        catch (AmazonClientException exception)
        {
            // Some links of the chain ask a server (instance metadata, STS), which may be away.
            throw new SecretStoreException(SecretErrors.Refused, "No AWS credentials could be found: neither in the environment, nor by a service account, a profile or the instance. Give this process an identity (docs/SECRETS_MANAGEMENT.md).", exception) { IsTransient = true };
        }
        finally
        {
            _resolving.Release();
        }
    }

    public void Forget()
    {
        // What can be renewed is told to; what can't (environment, profile) is looked for anew.
        (_resolved as RefreshingAWSCredentials)?.ClearCredentials();
        _resolved = null;
    }

    public void Dispose() => _resolving.Dispose();
}
