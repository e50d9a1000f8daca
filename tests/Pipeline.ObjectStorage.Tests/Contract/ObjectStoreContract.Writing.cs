using Pipeline.ObjectStorage.Tests.Servers;

namespace Pipeline.ObjectStorage.Tests.Contract;

public abstract partial class ObjectStoreContract
{
    private const int Long = (2 * PartBytes) + 12_345;

    [ContractTheory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(PartBytes - 1)]
    [InlineData(PartBytes)]
    [InlineData(PartBytes + 1)]
    [InlineData(3 * PartBytes)]
    [InlineData(Long)]
    public async Task Content_of_unknown_length_comes_back_with_its_description(int length)
    {
        var content = Bytes(length);
        var metadata = new Dictionary<string, string> { ["client_id"] = "c-17", ["note"] = "a \"b\" = c; d, e+f%20" };

        var put = await PutAsync("folder/file.png", content, new PutOptions { ContentType = "image/png", Metadata = metadata });

        Assert.Equal((length, Sha256(content), "image/png", "folder/file.png"), (put.LengthBytes, put.Sha256, put.ContentType, put.Key));
        Assert.Equal(content, await ReadAsync("folder/file.png"));
        var head = (await Store.HeadAsync("folder/file.png", CancellationToken.None))!;
        Assert.Equal((length, "image/png", put.ETag), (head.LengthBytes, head.ContentType, head.ETag));
        Assert.Equal(metadata, head.Metadata);
        Assert.Equal(length <= PartBytes || Traits.KeepsHashOfLongStreams ? Sha256(content) : null, head.Sha256);
        Assert.InRange(head.LastModified, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(5));
        Assert.Empty(await PendingAsync());
    }

    [ContractTheory]
    [InlineData(0)]
    [InlineData(17)]
    [InlineData(Long)]
    public async Task Content_of_known_length_and_hash_comes_back_with_its_hash(int length)
    {
        var content = Bytes(length);

        await PutAsync("file", content, new PutOptions { LengthBytes = length, ExpectedSha256 = Sha256(content).ToUpperInvariant() });

        Assert.Equal(content, await ReadAsync("file"));
        Assert.Equal(Sha256(content), (await Store.HeadAsync("file", CancellationToken.None))!.Sha256);
        Assert.Equal("application/octet-stream", (await Store.HeadAsync("file", CancellationToken.None))!.ContentType);
    }

    [ContractTheory]
    [InlineData(100, 99)]
    [InlineData(100, 101)]
    [InlineData(0, 1)]
    [InlineData(Long, Long - 1)]
    [InlineData(Long, Long + 1)]
    [InlineData(PartBytes, PartBytes + 1)]
    [InlineData(PartBytes + 1, PartBytes)]
    public async Task Content_of_another_length_than_announced_leaves_nothing(int length, int announced)
    {
        var exception = await Assert.ThrowsAsync<ObjectCorruptException>(() => PutAsync("file", Bytes(length), new PutOptions { LengthBytes = announced }));

        Assert.Equal("file", exception.Key);
        await AssertNothingIsThereAsync("file");
    }

    [ContractTheory]
    [InlineData(100)]
    [InlineData(Long)]
    public async Task Content_of_another_hash_than_announced_leaves_what_was_there(int length)
    {
        await PutAsync("file", Bytes(10));

        await Assert.ThrowsAsync<ObjectCorruptException>(() => PutAsync("file", Bytes(length), new PutOptions { ExpectedSha256 = new string('a', 64) }));

        Assert.Equal(Bytes(10), await ReadAsync("file"));
        Assert.Empty(await PendingAsync());
    }

    [ContractTheory]
    [InlineData(0)]
    [InlineData(1000)]
    [InlineData(PartBytes + 5)]
    [InlineData(Long - 1)]
    public async Task A_stream_that_breaks_off_leaves_nothing_and_its_own_exception_comes_out(int failAt)
    {
        var content = new TrickleStream(Bytes(Long), failAt);

        var exception = await Assert.ThrowsAsync<EndOfStreamException>(() => Store.PutAsync("file", content, new PutOptions(), CancellationToken.None));

        Assert.Equal("The client hung up.", exception.Message);
        await AssertNothingIsThereAsync("file");
    }

    [ContractTheory]
    [InlineData(0)]
    [InlineData(PartBytes + 5)]
    public async Task A_cancelled_write_leaves_nothing(int cancelAt)
    {
        using var cancellation = new CancellationTokenSource();
        var content = new TrickleStream(Bytes(Long), read: position =>
        {
            if (position >= cancelAt)
                cancellation.Cancel();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.PutAsync("file", content, new PutOptions(), cancellation.Token));

        await AssertNothingIsThereAsync("file");
    }

    [ContractFact]
    public async Task A_write_replaces_content_and_description()
    {
        var first = await PutAsync("file", Bytes(100, 1), new PutOptions { ContentType = "image/png", Metadata = new Dictionary<string, string> { ["old"] = "1" } });

        var second = await PutAsync("file", Bytes(50, 2), new PutOptions { Metadata = new Dictionary<string, string> { ["new"] = "2" } });

        var head = (await Store.HeadAsync("file", CancellationToken.None))!;
        Assert.Equal(Bytes(50, 2), await ReadAsync("file"));
        Assert.NotEqual(first.ETag, second.ETag);
        Assert.Equal(second.ETag, head.ETag);
        Assert.Equal("new", Assert.Single(head.Metadata).Key);
        Assert.Equal("application/octet-stream", head.ContentType);
    }

    [ContractTheory]
    [InlineData(100)]
    [InlineData(Long)]
    public async Task A_write_that_must_not_replace_leaves_what_was_there(int length)
    {
        await PutAsync("file", Bytes(10));

        var exception = await Assert.ThrowsAsync<ObjectExistsException>(() => PutAsync("file", Bytes(length, 2), new PutOptions { OnlyIfAbsent = true }));

        Assert.Equal("file", exception.Key);
        Assert.Equal(Bytes(10), await ReadAsync("file"));
        Assert.Single(await ListAsync());
        Assert.Empty(await PendingAsync());
    }

    [ContractTheory]
    [InlineData(100)]
    [InlineData(PartBytes + 100)]
    public async Task Of_writers_that_must_not_replace_exactly_one_wins(int length)
    {
        var writers = Enumerable.Range(0, 6).Select(async seed =>
        {
            try
            {
                await PutAsync("file", Bytes(length, seed), new PutOptions { OnlyIfAbsent = true });
                return seed;
            }
            catch (ObjectExistsException)
            {
                return -1;
            }
        });

        var won = Assert.Single(await Task.WhenAll(writers), x => x >= 0);

        Assert.Equal(Bytes(length, won), await ReadAsync("file"));
        Assert.Single(await ListAsync());
        Assert.Empty(await PendingAsync());
    }

    [ContractFact]
    public async Task Readers_see_one_whole_object_or_another_while_it_is_replaced()
    {
        await PutAsync("file", Bytes(300_000, 0));
        var writing = Task.Run(async () =>
        {
            for (var seed = 1; seed < 10; seed++)
                await PutAsync("file", Bytes(300_000, seed));
        });

        var seen = 0;
        do
        {
            var content = (await ReadAsync("file"))!;
            Assert.Contains(Enumerable.Range(0, 10), seed => content.AsSpan().SequenceEqual(Bytes(300_000, seed)));
            seen++;
        }
        while (!writing.IsCompleted);
        await writing;

        Assert.True(seen > 0);
    }

    [ContractTheory]
    [InlineData("Name", "value")]
    [InlineData("9lives", "value")]
    [InlineData("with-hyphen", "value")]
    [InlineData("", "value")]
    [InlineData("pipeline_sha256", "value")]
    [InlineData("name", "")]
    [InlineData("name", " space")]
    [InlineData("name", "two\r\nlines")]
    [InlineData("name", "naïve")]
    public async Task Metadata_that_not_every_store_can_keep_is_refused(string name, string value)
    {
        var options = new PutOptions { Metadata = new Dictionary<string, string> { [name] = value } };

        var exception = await Assert.ThrowsAsync<ObjectStoreException>(() => PutAsync("file", Bytes(1), options));

        Assert.Equal(ObjectStorageErrors.InvalidOptions, exception.Code);
        await AssertNothingIsThereAsync("file");
    }

    [ContractTheory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("text/html\r\nX-Injected: 1")]
    public async Task What_is_no_media_type_is_refused(string contentType)
    {
        var exception = await Assert.ThrowsAsync<ObjectStoreException>(() => PutAsync("file", Bytes(1), new PutOptions { ContentType = contentType }));

        Assert.Equal(ObjectStorageErrors.InvalidOptions, exception.Code);
    }
}
