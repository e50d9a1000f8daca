using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Pipeline.ObjectStorage.Credentials;

namespace Pipeline.ObjectStorage.S3;

/// <summary>Makes the SDK's client.</summary>
internal static class S3Clients
{
    /// <summary>
    /// The options with the endpoint that AWS's own configuration names (<c>AWS_ENDPOINT_URL_S3</c>, <c>AWS_ENDPOINT_URL</c>, a profile's
    /// <c>endpoint_url</c>): the SDK would take it by itself, and what answers there must not be taken for Amazon.
    /// </summary>
    public static ObjectStoreOptions AtConfiguredEndpoint(ObjectStoreOptions options)
    {
        if (options.Endpoint is not null || !Uri.TryCreate(new AmazonS3Config().ServiceURL, UriKind.Absolute, out var endpoint))
            return options;
        return options with { Endpoint = endpoint, Region = options.Region ?? FallbackRegionFactory.GetRegionEndpoint(includeInstanceMetadata: false)?.SystemName };
    }

    public static AmazonS3Client Create(ObjectStoreLocation location, ObjectStoreOptions options, AccessKeyCredentials? credentials, HttpClientFactory? httpClients = null)
    {
        var config = new AmazonS3Config
        {
            // Other servers don't know Amazon's newer checksums; ours is the SHA-256 that goes along.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            MaxErrorRetry = options.MaxRetries,
            // Waiting is bounded by progress, call by call: a long upload isn't cut short.
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
            HttpClientFactory = httpClients,
        };
        if (options.Endpoint is { } endpoint)
        {
            config.ServiceURL = endpoint.AbsoluteUri;
            config.AuthenticationRegion = options.Region ?? "us-east-1";
        }
        else if (options.Region is { } region)
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        }

        config.ForcePathStyle = options.UsePathStyle ?? options.Endpoint is not null;
        try
        {
            return credentials switch
            {
                null => new AmazonS3Client(config),
                { SessionToken: { } token } => new AmazonS3Client(new SessionAWSCredentials(credentials.AccessKeyId, credentials.SecretAccessKey, token), config),
                _ => new AmazonS3Client(new BasicAWSCredentials(credentials.AccessKeyId, credentials.SecretAccessKey), config),
            };
        }
        catch (AmazonClientException exception)
        {
            throw new ObjectStoreException(ObjectStorageErrors.InvalidOptions, $"The store {location} can't be opened: {exception.Message} Set the region (AWS_REGION), or an endpoint for a server that isn't Amazon's.", exception) { ExitCode = 2 };
        }
    }
}
