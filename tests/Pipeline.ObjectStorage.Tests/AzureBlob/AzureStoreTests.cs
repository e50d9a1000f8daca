using Azure.Storage.Blobs.Models;
using Pipeline.ObjectStorage.Credentials;
using Pipeline.ObjectStorage.Tests.Servers;
using Pipeline.Tests;

namespace Pipeline.ObjectStorage.Tests.AzureBlob;

[RequiresServer(RequiresServerAttribute.Azurite)]
[Collection(RequiresServerAttribute.Azurite)]
public sealed class AzureStoreTests(Azurite server)
{
    private ObjectStoreOptions Options => new() { Endpoint = server.Endpoint, Credentials = server.Credentials, PartBytes = (int)MultipartLimits.MinPartBytes };

    [ContractFact]
    public async Task A_container_that_is_not_there_is_said_so()
    {
        await using var store = ObjectStores.Open(ObjectStoreLocation.Parse($"azblob://{AzuriteServer.Account}/no-such-container"), Options);
        Func<Task>[] calls =
        [
            () => store.PingAsync(CancellationToken.None),
            () => store.PutAsync("file", new MemoryStream([1]), new PutOptions(), CancellationToken.None),
            () => store.GetAsync("file", null, CancellationToken.None),
            () => store.HeadAsync("file", CancellationToken.None),
        ];

        foreach (var call in calls)
            Assert.Equal(ObjectStorageErrors.NoContainer, (await Assert.ThrowsAsync<ObjectStoreException>(call)).Code);
    }

    [ContractFact]
    public async Task A_wrong_key_is_denied_and_does_not_show()
    {
        const string wrong = "Y2FuYXJ5LWNhbmFyeS1jYW5hcnktY2FuYXJ5LWNhbmFyeQ==";
        await using var store = ObjectStores.Open(await server.NewLocationAsync(), Options with { Credentials = new AzureAccountKey(wrong) });

        var exception = await Assert.ThrowsAsync<ObjectStoreException>(() => store.PingAsync(CancellationToken.None));

        Assert.Equal((ObjectStorageErrors.Denied, false), (exception.Code, exception.IsTransient));
        Assert.DoesNotContain(wrong, exception.ToString(), StringComparison.Ordinal);
    }

    [ContractFact]
    public async Task A_connection_string_opens_it_too()
    {
        var text = $"DefaultEndpointsProtocol=http;AccountName={AzuriteServer.Account};AccountKey={AzuriteServer.Key};BlobEndpoint={server.Endpoint}";
        await using var store = ObjectStores.Open(await server.NewLocationAsync(), new ObjectStoreOptions { Credentials = new AzureConnectionString(text) });

        await store.PutAsync("file", new MemoryStream([1]), new PutOptions(), CancellationToken.None);

        Assert.NotNull((await store.PresignGetAsync("file", new PresignGetOptions { ExpiresIn = TimeSpan.FromMinutes(1) }, CancellationToken.None)).Url);
    }

    [ContractFact]
    public async Task A_connection_string_with_a_signature_alone_cannot_sign_requests()
    {
        var text = $"BlobEndpoint={server.Endpoint};SharedAccessSignature=sv=2024-11-04&sig=canary";
        await using var store = ObjectStores.Open(await server.NewLocationAsync(), new ObjectStoreOptions { Credentials = new AzureConnectionString(text) });

        var exception = await Assert.ThrowsAsync<ObjectStoreException>(() => store.PresignGetAsync("file", new PresignGetOptions { ExpiresIn = TimeSpan.FromMinutes(1) }, CancellationToken.None));

        Assert.Equal(ObjectStorageErrors.Unsupported, exception.Code);
        Assert.DoesNotContain("canary", exception.ToString(), StringComparison.Ordinal);
    }

    [ContractFact]
    public async Task What_is_hidden_on_the_way_is_gone_afterwards()
    {
        var location = await server.NewLocationAsync();
        await using var store = ObjectStores.Open(location, Options);
        await store.PutAsync("file", new MemoryStream([1]), new PutOptions(), CancellationToken.None);
        await store.CopyAsync("file", "copy", new CopyOptions { ContentType = "text/plain" }, CancellationToken.None);
        var completed = await store.BeginMultipartAsync("parts", new MultipartOptions(), CancellationToken.None);
        var part = await store.PutPartAsync("parts", completed, 1, new MemoryStream([1]), 1, CancellationToken.None);
        await store.CompleteMultipartAsync("parts", completed, [part], new CompleteOptions(), CancellationToken.None);
        var aborted = await store.BeginMultipartAsync("parts", new MultipartOptions(), CancellationToken.None);
        await store.PutPartAsync("parts", aborted, 1, new MemoryStream([1]), 1, CancellationToken.None);
        await store.AbortMultipartAsync("parts", aborted, CancellationToken.None);

        var names = new List<string>();
        await foreach (var blob in server.Client().GetBlobContainerClient(location.Container).GetBlobsAsync(new GetBlobsOptions { States = BlobStates.Uncommitted }))
            names.Add(blob.Name);

        Assert.Equal([$"{location.Prefix}/copy", $"{location.Prefix}/file", $"{location.Prefix}/parts"], names);
    }

    [ContractFact]
    public async Task A_copy_may_take_all_metadata_away()
    {
        await using var store = ObjectStores.Open(await server.NewLocationAsync(), Options);
        var id = await store.BeginMultipartAsync("file", new MultipartOptions { Metadata = new Dictionary<string, string> { ["a"] = "1" } }, CancellationToken.None);
        var part = await store.PutPartAsync("file", id, 1, new MemoryStream([1]), 1, CancellationToken.None);
        await store.CompleteMultipartAsync("file", id, [part], new CompleteOptions(), CancellationToken.None);

        var copied = await store.CopyAsync("file", "copy", new CopyOptions { Metadata = new Dictionary<string, string>() }, CancellationToken.None);

        Assert.Empty(copied.Metadata);
    }
}
