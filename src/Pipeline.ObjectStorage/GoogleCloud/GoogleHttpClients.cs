using Amazon.Runtime;

namespace Pipeline.ObjectStorage.GoogleCloud;

/// <summary>Gives the AWS SDK the client that speaks Google's preconditions. It is the store's alone, since it signs with the store's key.</summary>
internal sealed class GoogleHttpClients(HttpClient client) : HttpClientFactory
{
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => client;

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
}
