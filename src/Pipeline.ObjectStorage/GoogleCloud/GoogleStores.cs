using Pipeline.ObjectStorage.Credentials;
using Pipeline.ObjectStorage.S3;

namespace Pipeline.ObjectStorage.GoogleCloud;

/// <summary>
/// Google Cloud Storage through its S3-interoperable XML API: the S3 store at Google's endpoint with an HMAC key. What differs is how a write is told
/// not to replace (<see cref="GooglePreconditions"/>), and that bodies can't be signed chunk by chunk.
/// </summary>
/// <remarks>Source: Google Cloud, "Simple migration from Amazon S3", "XML API multipart uploads", "Request preconditions".</remarks>
internal static class GoogleStores
{
    private static readonly Uri s_endpoint = new("https://storage.googleapis.com");

    public static S3ObjectStore Create(ObjectStoreLocation location, ObjectStoreOptions options, AccessKeyCredentials? credentials)
    {
        if (credentials is null)
            throw Invalid(location, $"It needs an HMAC key as {nameof(AccessKeyCredentials)}: the S3-interoperable API takes no other identity. Make one with `gcloud storage hmac create SERVICE-ACCOUNT`.");
        if (options.KmsKeyId is not null)
            throw Invalid(location, "The S3-interoperable API takes no key with a write. Set the bucket's default key with `gcloud storage buckets update --default-encryption-key`.");
        var google = options with { Endpoint = options.Endpoint ?? s_endpoint, Region = options.Region ?? "auto" };
        var preconditions = options.ConditionalWrites != S3ConditionalWrites.PutOnly;
        var dialect = new S3Dialect
        {
            Name = "Google Cloud Storage",
            ConditionalComplete = false,
            ConditionalCopy = preconditions,
            ChunkedSigning = google.Endpoint.Scheme == Uri.UriSchemeHttp,
            // Copying part by part isn't there, nor is it needed.
            MaxCopyBytes = long.MaxValue,
        };
        if (!preconditions)
            return new S3ObjectStore(location, google, dialect, S3Clients.Create(location, google, credentials));
        var handler = new GooglePreconditions(new GoogleSigner(credentials, google.Region), google.TimeProvider) { InnerHandler = new SocketsHttpHandler { AllowAutoRedirect = false } };
        var http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        return new S3ObjectStore(location, google, dialect, S3Clients.Create(location, google, credentials, new GoogleHttpClients(http)), http);
    }

    private static ObjectStoreException Invalid(ObjectStoreLocation location, string problem) => new(ObjectStorageErrors.InvalidOptions, $"The store {location} can't be opened. {problem}") { ExitCode = 2 };
}
