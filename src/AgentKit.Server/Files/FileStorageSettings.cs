using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Pipeline.Configuration;
using Pipeline.ObjectStorage;
using Pipeline.ObjectStorage.Opening;
using Pipeline.Secrets;

namespace AgentKit.Server.Files;

/// <summary>Where clients' files are kept, and how the store is reached where the cloud's own endpoint and identity don't do it.</summary>
[SettingGroup("File storage", Description = "Without a key the environment's own identity opens the store (docs/FILE_STORAGE_SETUP.md). A key that is rotated is taken at the next start.")]
internal sealed record FileStorageSettings : ISettingChecks
{
    [Setting("FILE_STORAGE_ROOT", "Where files are kept: file:///folder, s3://bucket/prefix, azblob://account/container/prefix or gs://bucket/prefix.", Example = "s3://agentkit-files/production", RequiredIn = ["Production", "Staging"])]
    [UriSchemes("file", "s3", "azblob", "gs"), WithoutCredentials]
    public string? Root { get; init; }

    [Setting("FILE_STORAGE_ENDPOINT", "Where the store answers, for S3-compatible servers, private endpoints and Azurite (there with the account in it). Without it, the cloud's own endpoint.", Example = "https://s3.example.com")]
    [UriSchemes("http", "https"), WithoutCredentials]
    public Uri? Endpoint { get; init; }

    [Setting("FILE_STORAGE_REGION", "s3:// and gs://: the region that requests are signed for. Without it, AWS's own (AWS_REGION, profile, machine); us-east-1 at an endpoint that is given, auto for gs://.", Example = "eu-central-1")]
    [RegularExpression("[a-z0-9-]{1,64}", ErrorMessage = "a region's name, such as eu-central-1")]
    public string? Region { get; init; }

    [Setting("FILE_STORAGE_PATH_STYLE", "s3:// and gs://: whether the bucket stands in the path instead of the host name. Without it, at an endpoint that is given only.", Example = "true")]
    public bool? PathStyle { get; init; }

    [Setting("FILE_STORAGE_CONDITIONAL_WRITES", "s3:// and gs://: which writes of the server can be told not to replace. PutOnly is safe for every server; All also believes CompleteMultipartUpload and CopyObject. Without it, All at the cloud's own endpoint and PutOnly at one that is given; gs:// then uses Google's own preconditions.", Example = "PutOnly")]
    public S3ConditionalWrites? ConditionalWrites { get; init; }

    [Setting("FILE_STORAGE_KMS_KEY_ID", "s3://: the KMS key that every write names (SSE-KMS), as id or ARN. Without it, the bucket's default encryption.", Example = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab")]
    [RegularExpression("[!-~]{1,2048}", ErrorMessage = "a key's id or ARN")]
    public string? KmsKeyId { get; init; }

    [Setting("FILE_STORAGE_ACCESS_KEY_ID", "s3://: an access key's id, where no identity of the environment does it. gs://: the HMAC key's access id, which it always needs.", Example = "AKIAIOSFODNN7EXAMPLE")]
    [RegularExpression("[!-~]{1,256}", ErrorMessage = "an access key's id")]
    public string? AccessKeyId { get; init; }

    [Setting("FILE_STORAGE_SECRET_ACCESS_KEY", "s3:// and gs://: the secret of FILE_STORAGE_ACCESS_KEY_ID.", Example = "secret://agentkit/production/storage/files#secret_access_key")]
    public Secret? SecretAccessKey { get; init; }

    [Setting("FILE_STORAGE_ACCOUNT_KEY", "azblob://: the storage account's shared key. It may do everything; prefer an identity.", Example = "secret://agentkit/production/storage/files#account_key")]
    public Secret? AccountKey { get; init; }

    [Setting("FILE_STORAGE_CONNECTION_STRING", "azblob://: the storage account's connection string, with a key or a shared access signature in it.", Example = "secret://agentkit/production/storage/files#connection_string")]
    public Secret? ConnectionString { get; init; }

    /// <summary>How the store is reached, as MoveFiles reaches one too.</summary>
    public StoreAccess Access => new()
    {
        Endpoint = Endpoint,
        Region = Region,
        PathStyle = PathStyle,
        ConditionalWrites = ConditionalWrites,
        KmsKeyId = KmsKeyId,
        AccessKeyId = AccessKeyId,
        SecretAccessKey = SecretAccessKey?.Reveal(),
        AccountKey = AccountKey?.Reveal(),
        ConnectionString = ConnectionString?.Reveal(),
    };

    public IEnumerable<SettingProblem> Check(string environment) => ObjectStoreLocation.TryParse(Root, out var location, out _)
        ? Access.Check(location.Kind, VariableOf).Select(x => new SettingProblem(x.Property, x.Problem))
        : [];

    /// <summary><c>FILE_STORAGE_ACCESS_KEY_ID</c> of <c>AccessKeyId</c>.</summary>
    private static string VariableOf(string property) => typeof(FileStorageSettings).GetProperty(property)!.GetCustomAttribute<SettingAttribute>()!.Variable;
}
