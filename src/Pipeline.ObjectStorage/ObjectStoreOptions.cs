using Pipeline.ObjectStorage.Credentials;

namespace Pipeline.ObjectStorage;

/// <summary>How a store is reached. Defaults fit the clouds themselves, with the identity that the environment gives.</summary>
public sealed record ObjectStoreOptions
{
    /// <summary>
    /// Where the service is, for S3-compatible servers, Azurite or private endpoints: <c>https://s3.example.com</c>, or Azure's blob endpoint with
    /// the account in it. Null for the cloud's own; for S3, what AWS's own configuration names (<c>AWS_ENDPOINT_URL</c>) counts as given here.
    /// </summary>
    public Uri? Endpoint { get; init; }

    /// <summary>The region that requests to S3 are signed for. Null takes the AWS SDK's (<c>AWS_REGION</c>, profile, machine), and <c>us-east-1</c> at a custom endpoint.</summary>
    public string? Region { get; init; }

    /// <summary>Whether the bucket stands in the path instead of the host name. Null: at a custom endpoint only.</summary>
    public bool? UsePathStyle { get; init; }

    /// <summary>
    /// Static credentials. Null takes the environment's: the AWS SDK's default chain (variables, profile, web identity, container, machine) for S3,
    /// <c>DefaultAzureCredential</c> for Azure. Google Cloud Storage needs an HMAC key, a local disk a <see cref="LocalPresigning"/> for presigned requests.
    /// </summary>
    public ObjectStoreCredentials? Credentials { get; init; }

    /// <summary>Id or ARN of the KMS key that S3 encrypts with (SSE-KMS). Null leaves it to the bucket's default encryption.</summary>
    public string? KmsKeyId { get; init; }

    /// <summary>
    /// What an S3-compatible server decides by itself. Null: everything at Amazon's own endpoint, single writes only at a custom one. For Google Cloud
    /// Storage null means Google's preconditions, and <see cref="S3ConditionalWrites.PutOnly"/> an S3-compatible server in its place.
    /// </summary>
    public S3ConditionalWrites? ConditionalWrites { get; init; }

    /// <summary>Size of the parts in which content is sent. Each write keeps one of them in memory, or all that has arrived where that is less. Default 8 MiB, at least 5 MiB.</summary>
    public int PartBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>
    /// Up to how many bytes of all writes together a write keeps a second part in memory, to send one while it reads the next. Beyond, each write has
    /// one: the bound is then the number of writes at once, which is the caller's affair, times <see cref="PartBytes"/>. Default 64 MiB.
    /// </summary>
    public long MaxBufferedBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Longest wait for one request's answer, and for the next byte of a download. Default 100 s.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>How often the service's client repeats a request that failed for the moment. Default 3.</summary>
    public int MaxRetries { get; init; } = 3;

    /// <summary>The clock. Default the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
