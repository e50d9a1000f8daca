using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Pipeline.Errors;

namespace Pipeline.Components.Caching;

/// <summary>Makes the SDK's client for an address. Credentials come from the SDK's default chain.</summary>
internal static class S3Client
{
    public static AmazonS3Client Create(CacheAddress address, S3CacheStoreOptions options)
    {
        var config = new AmazonS3Config
        {
            // Checksums beyond S3's own are unknown to many servers; contents are checked by their names in any case.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            MaxErrorRetry = options.MaxRetries,
            // The store has time-outs of its own, by progress: a big upload is not cut short.
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
        };
        if (address.Endpoint is { } endpoint)
        {
            config.ServiceURL = endpoint.OriginalString;
            config.ForcePathStyle = true;
            config.AuthenticationRegion = address.Region ?? "us-east-1";
        }
        else if (address.Region is { } region)
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        }

        try
        {
            return new AmazonS3Client(config);
        }
        catch (AmazonClientException exception)
        {
            throw new PipelineException(SharedCacheErrors.NoClient,
                $"The cache {address} can't be set up: {exception.Message} Add region=NAME to PIPELINE_CACHE, or endpoint=URL for a server that isn't AWS.", exception) { ExitCode = 2 };
        }
    }
}
