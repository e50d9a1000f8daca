using Amazon.Runtime;
using Pipeline.ObjectStorage.Credentials;

namespace Pipeline.ObjectStorage.GoogleCloud;

/// <summary>Gives the AWS SDK a client that speaks Google's preconditions. One for this store alone: it signs with the store's key.</summary>
internal sealed class GoogleHttpClients(AccessKeyCredentials credentials, string region, TimeProvider timeProvider) : HttpClientFactory
{
    private readonly HttpClient _client = new(new GooglePreconditions(new GoogleSigner(credentials, region), timeProvider) { InnerHandler = new SocketsHttpHandler { AllowAutoRedirect = false } })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => _client;

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
}
