using Amazon.Runtime;
using Pipeline.Secrets.Aws;
using Pipeline.Secrets.Opening;

namespace Pipeline.Secrets.Tests.Aws;

/// <summary>Stores that speak to a fake Secrets Manager.</summary>
internal static class AwsClient
{
    public static AwsStore Open(FakeSecretsManager manager, string parameters = "", string? secretKey = null, Credentials? credentials = null) => new(
        (AwsLocation)SecretStoreLocation.Parse($"awssm://{FakeSecretsManager.Region}?endpoint={manager.Address}{parameters}"),
        credentials ?? new Credentials(() => new ImmutableCredentials(FakeSecretsManager.AccessKey, secretKey ?? FakeSecretsManager.SecretKey, manager.SessionToken)),
        new SecretStoreOptions { Time = manager.Time, RetryDelay = TimeSpan.FromMilliseconds(1), RequestTimeout = TimeSpan.FromSeconds(2) });

    internal sealed class Credentials(Func<ImmutableCredentials> get) : IAwsCredentialSource
    {
        public int Forgotten { get; private set; }

        public Task<ImmutableCredentials> GetAsync(CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Task.FromResult(get());
        }

        public void Forget() => Forgotten++;

        public void Dispose()
        {
        }
    }
}
