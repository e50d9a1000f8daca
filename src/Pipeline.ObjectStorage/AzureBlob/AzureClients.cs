using Azure.Core;
using Azure.Identity;
using Azure.Storage;
using Azure.Storage.Blobs;
using Pipeline.ObjectStorage.Credentials;

namespace Pipeline.ObjectStorage.AzureBlob;

/// <summary>Makes the SDK's client.</summary>
internal static class AzureClients
{
    public static BlobServiceClient Create(ObjectStoreLocation location, ObjectStoreOptions options, ObjectStoreCredentials? credentials)
    {
        var endpoint = options.Endpoint ?? new Uri($"https://{location.Account}.blob.core.windows.net");
        var client = credentials switch
        {
            null => new BlobServiceClient(endpoint, new DefaultAzureCredential(), Options(options)),
            AzureAccountKey key => new BlobServiceClient(endpoint, new StorageSharedKeyCredential(location.Account, key.Key), Options(options)),
            AzureConnectionString text => Parse(location, text, options),
            _ => throw Invalid(location, $"{credentials.GetType().Name} doesn't fit; {nameof(AzureAccountKey)}, {nameof(AzureConnectionString)} and none (the environment's identity) do."),
        };
        return client.AccountName == location.Account ? client : throw Invalid(location, $"The endpoint or connection string is of the account '{client.AccountName}'.");
    }

    private static BlobServiceClient Parse(ObjectStoreLocation location, AzureConnectionString text, ObjectStoreOptions options)
    {
        try
        {
            return new BlobServiceClient(text.Text, Options(options));
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or InvalidOperationException)
        {
            // What is wrong with it may quote it.
            throw Invalid(location, "The connection string can't be read. Copy it whole, as `az storage account show-connection-string` shows it.");
        }
    }

    private static BlobClientOptions Options(ObjectStoreOptions options) => new()
    {
        Retry = { MaxRetries = options.MaxRetries, NetworkTimeout = options.RequestTimeout, Mode = RetryMode.Exponential },
        Diagnostics = { IsLoggingContentEnabled = false, IsTelemetryEnabled = false },
    };

    private static ObjectStoreException Invalid(ObjectStoreLocation location, string problem) => new(ObjectStorageErrors.InvalidOptions, $"The store {location} can't be opened. {problem}") { ExitCode = 2 };
}
