using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Pipeline.ObjectStorage.Credentials;

namespace Pipeline.ObjectStorage.S3;

/// <summary>Makes the SDK's client.</summary>
internal static class S3Clients
{
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
