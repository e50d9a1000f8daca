using Amazon.Runtime;

namespace Pipeline.Secrets.Aws;

/// <summary>Where credentials come from: the SDK's chain, or what a test gives.</summary>
internal interface IAwsCredentialSource : IDisposable
{
    Task<ImmutableCredentials> GetAsync(CancellationToken cancellationToken);

    /// <summary>The service said that they have expired.</summary>
    void Forget();
}
