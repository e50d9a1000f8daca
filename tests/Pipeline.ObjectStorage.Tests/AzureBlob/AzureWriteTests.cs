using Azure.Storage.Blobs.Specialized;
using Pipeline.ObjectStorage.Tests.Servers;
using Pipeline.Tests;

namespace Pipeline.ObjectStorage.Tests.AzureBlob;

/// <summary>Writes as they go over the wire: how many requests they are, what the server holds them against, and what becomes of a lost answer.</summary>
[RequiresServer(RequiresServerAttribute.Azurite)]
[Collection(RequiresServerAttribute.Azurite)]
public sealed class AzureWriteTests(Azurite server) : IAsyncLifetime
{
    private const int PartBytes = (int)MultipartLimits.MinPartBytes;

    private LosingProxy _proxy = null!;
    private ObjectStoreLocation _location = null!;
    private IObjectStore _store = null!;

    public async Task InitializeAsync()
    {
        if (AzuriteServer.Skipped is not null)
            return;
        _proxy = await LosingProxy.StartAsync(server.Endpoint);
        _location = await server.NewLocationAsync();
        _store = ObjectStores.Open(_location, new ObjectStoreOptions { Endpoint = new Uri(_proxy.Url, server.Endpoint.AbsolutePath), Credentials = server.Credentials, PartBytes = PartBytes });
    }

    public async Task DisposeAsync()
    {
        if (AzuriteServer.Skipped is not null)
            return;
        await _store.DisposeAsync();
        await _proxy.DisposeAsync();
    }

    [ContractTheory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(100_000, true)]
    [InlineData(PartBytes, false)]
    [InlineData(PartBytes, true)]
    public async Task What_fits_one_part_is_one_request_with_its_checksum(int length, bool onlyIfAbsent)
    {
        await _store.PutAsync("file", Content(length), new PutOptions { OnlyIfAbsent = onlyIfAbsent }, CancellationToken.None);

        var asked = Assert.Single(_proxy.Asked);
        Assert.Equal(("PUT", false), (asked.Method, asked.Target.Contains('?', StringComparison.Ordinal)));
        Assert.Equal(onlyIfAbsent, asked.Has("If-None-Match"));
        Assert.True(asked.Has("Content-MD5"));
        Assert.Equal(length, (await _store.HeadAsync("file", CancellationToken.None))!.LengthBytes);
    }

    [ContractTheory]
    [InlineData(1000)]
    [InlineData(PartBytes + 1)]
    public async Task What_was_changed_on_the_way_is_not_stored(int length)
    {
        _proxy.Body = (asked, body) =>
        {
            if (asked.Has("Content-MD5"))
                body[0] ^= 1;
            return body;
        };

        var exception = await Assert.ThrowsAsync<ObjectStoreException>(() => _store.PutAsync("file", Content(length), new PutOptions(), CancellationToken.None));

        Assert.Equal(ObjectStorageErrors.Refused, exception.Code);
        Assert.Null(await _store.HeadAsync("file", CancellationToken.None));
    }

    public static TheoryData<string, bool> Writes
    {
        get
        {
            var writes = new TheoryData<string, bool>();
            foreach (var write in new[] { "small", "staged", "completed", "copied", "copied as another type" })
            {
                writes.Add(write, true);
                writes.Add(write, false);
            }

            return writes;
        }
    }

    [ContractTheory]
    [MemberData(nameof(Writes))]
    public async Task A_write_whose_answer_is_lost_is_known_as_ones_own(string name, bool onlyIfAbsent)
    {
        var write = await PrepareAsync(name, onlyIfAbsent);
        var makings = 0;
        _proxy.Answering = asked => !Makes(asked) || ++makings > 1;

        var written = await write();

        Assert.Equal(2, makings);
        var there = (await _store.HeadAsync("file", CancellationToken.None))!;
        Assert.Equal((there.ETag, there.LengthBytes, there.ContentType), (written.ETag, written.LengthBytes, written.ContentType));
        Assert.Equal("kept", Assert.Single(there.Metadata).Value);
    }

    [ContractTheory]
    [InlineData("small")]
    [InlineData("staged")]
    [InlineData("completed")]
    [InlineData("copied")]
    [InlineData("copied as another type")]
    public async Task A_write_that_is_lost_before_anothers_is_not_taken_for_ones_own(string name)
    {
        var write = await PrepareAsync(name, onlyIfAbsent: true);
        var makings = 0;
        _proxy.Asking = async asked =>
        {
            if (!Makes(asked) || ++makings > 1)
                return true;
            await server.Client().GetBlobContainerClient(_location.Container).GetBlockBlobClient(_location.NameOf("file")).UploadAsync(new MemoryStream([1, 2, 3]));
            return false;
        };

        await Assert.ThrowsAsync<ObjectExistsException>(write);

        Assert.Equal((2, 3), (makings, (await _store.HeadAsync("file", CancellationToken.None))!.LengthBytes));
    }

    [ContractFact]
    public async Task An_upload_that_was_completed_but_not_cleaned_away_is_completed_by_asking_again()
    {
        var write = await PrepareAsync("completed", onlyIfAbsent: true);
        _proxy.Asking = asked => Task.FromResult(asked.Method != "DELETE");
        var cutOff = await Assert.ThrowsAsync<ObjectStoreException>(write);
        _proxy.Asking = static _ => Task.FromResult(true);

        var again = await write();

        Assert.True(cutOff.IsTransient);
        Assert.Equal((await _store.HeadAsync("file", CancellationToken.None))!.ETag, again.ETag);
    }

    /// <summary>Whether a request makes the object visible under its key.</summary>
    private static bool Makes(ProxiedRequest asked) =>
        asked.Method == "PUT" && asked.Target.Split('?') is var parts && parts[0].EndsWith("/file", StringComparison.Ordinal) && (parts.Length == 1 || parts[1].Contains("comp=blocklist", StringComparison.Ordinal));

    private async Task<Func<Task<StoredObject>>> PrepareAsync(string name, bool onlyIfAbsent)
    {
        var metadata = new Dictionary<string, string> { ["a"] = "kept" };
        switch (name)
        {
            case "small" or "staged":
                var put = new PutOptions { OnlyIfAbsent = onlyIfAbsent, Metadata = metadata };
                return () => _store.PutAsync("file", Content(name == "small" ? 10 : PartBytes + 1), put, CancellationToken.None);
            case "completed":
                var id = await _store.BeginMultipartAsync("file", new MultipartOptions { Metadata = metadata }, CancellationToken.None);
                var part = await _store.PutPartAsync("file", id, 1, Content(10), 10, CancellationToken.None);
                return () => _store.CompleteMultipartAsync("file", id, [part], new CompleteOptions { OnlyIfAbsent = onlyIfAbsent }, CancellationToken.None);
            default:
                await _store.PutAsync("source", Content(10), new PutOptions { Metadata = metadata }, CancellationToken.None);
                var copy = new CopyOptions { OnlyIfAbsent = onlyIfAbsent, ContentType = name == "copied" ? null : "text/plain" };
                return () => _store.CopyAsync("source", "file", copy, CancellationToken.None);
        }
    }

    private static MemoryStream Content(int length) => new(new byte[length]);
}
