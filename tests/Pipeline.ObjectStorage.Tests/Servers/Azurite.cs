using Azure.Storage;
using Azure.Storage.Blobs;
using Pipeline.ObjectStorage.Credentials;
using Pipeline.Tests;

namespace Pipeline.ObjectStorage.Tests.Servers;

/// <summary>Azurite for all the classes that need it.</summary>
public sealed class Azurite : IAsyncLifetime, IDisposable
{
    private AzuriteServer? _server;

    public Uri Endpoint => _server!.Endpoint;

    public AzureAccountKey Credentials { get; } = new(AzuriteServer.Key);

    public Task InitializeAsync()
    {
        _server = AzuriteServer.Skipped is null ? new AzuriteServer() : null;
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _server?.Dispose();

    /// <summary>The service's own client, to look at what ours left.</summary>
    public BlobServiceClient Client() => new(Endpoint, new StorageSharedKeyCredential(AzuriteServer.Account, AzuriteServer.Key));

    /// <summary>A location that no other test uses.</summary>
    public async Task<ObjectStoreLocation> NewLocationAsync()
    {
        var container = $"objects-{Guid.NewGuid():N}";
        await Client().CreateBlobContainerAsync(container);
        return ObjectStoreLocation.Parse($"azblob://{AzuriteServer.Account}/{container}/a%20b");
    }
}

[CollectionDefinition(RequiresServerAttribute.Azurite)]
public sealed class AzuriteForAll : ICollectionFixture<Azurite>;
