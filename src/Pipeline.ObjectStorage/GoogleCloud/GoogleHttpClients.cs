using Amazon.Runtime;
using Pipeline.ObjectStorage.Credentials;

namespace Pipeline.ObjectStorage.GoogleCloud;

/// <summary>Gives the AWS SDK clients that speak Google's preconditions.</summary>
internal sealed class GoogleHttpClients(AccessKeyCredentials credentials, string region, TimeProvider timeProvider) : HttpClientFactory
{
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) =>
        new(new GooglePreconditions(new GoogleSigner(credentials, region), timeProvider) { InnerHandler = new SocketsHttpHandler { AllowAutoRedirect = false } }) { Timeout = Timeout.InfiniteTimeSpan };
}
