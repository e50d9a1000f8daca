using Pipeline.ObjectStorage.Tests.Servers;

namespace Pipeline.ObjectStorage.Tests.Contract;

public abstract partial class ObjectStoreContract
{
    [ContractTheory]
    [InlineData(0L, 0L, 0, 0)]
    [InlineData(0L, 99L, 0, 99)]
    [InlineData(10L, 19L, 10, 19)]
    [InlineData(90L, null, 90, 99)]
    [InlineData(99L, 99L, 99, 99)]
    [InlineData(50L, 5000L, 50, 99)]
    [InlineData(0L, null, 0, 99)]
    [InlineData(1L, long.MaxValue, 1, 99)]
    public async Task A_range_is_read_and_cut_to_the_object(long from, long? to, int first, int last)
    {
        var content = Bytes(100);
        await PutAsync("file", content);

        await using var found = await Store.GetAsync("file", new ByteRange(from, to), CancellationToken.None);

        var bytes = new MemoryStream();
        await found!.Stream.CopyToAsync(bytes);
        Assert.Equal(content[first..(last + 1)], bytes.ToArray());
        Assert.Equal(new ByteRange(first, last), found.Range);
        Assert.Equal((100, Sha256(content)), (found.Stored.LengthBytes, found.Stored.Sha256));
    }

    [ContractTheory]
    [InlineData(100, 100L, null)]
    [InlineData(100, 100L, 200L)]
    [InlineData(100, 1_000_000L, null)]
    [InlineData(0, 0L, null)]
    [InlineData(0, 0L, 0L)]
    public async Task A_range_behind_the_end_is_refused_with_the_size(int length, long from, long? to)
    {
        await PutAsync("file", Bytes(length));

        var exception = await Assert.ThrowsAsync<ObjectRangeException>(() => Store.GetAsync("file", new ByteRange(from, to), CancellationToken.None));

        Assert.Equal(length, exception.LengthBytes);
    }

    [ContractFact]
    public async Task A_range_that_is_none_is_a_mistake_of_the_caller()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.GetAsync("file", new ByteRange(-1), CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.GetAsync("file", new ByteRange(5, 4), CancellationToken.None));
    }

    [ContractFact]
    public async Task What_is_not_there_is_null_to_read_and_no_error_to_delete()
    {
        Assert.Null(await Store.GetAsync("nothing", null, CancellationToken.None));
        Assert.Null(await Store.GetAsync("nothing", new ByteRange(5), CancellationToken.None));
        Assert.Null(await Store.HeadAsync("no/thing", CancellationToken.None));
        await Store.DeleteAsync("nothing", CancellationToken.None);
        Assert.Empty(await ListAsync());
        Assert.Empty(await PendingAsync());
        await Store.PingAsync(CancellationToken.None);
    }

    [ContractFact]
    public async Task A_range_of_a_long_object_is_read_across_its_parts()
    {
        var content = Bytes(Long);
        await PutAsync("file", content);

        var read = await ReadAsync("file", new ByteRange(PartBytes - 10, (2 * PartBytes) + 10));

        Assert.Equal(content[(PartBytes - 10)..((2 * PartBytes) + 11)], read);
    }

    [ContractFact]
    public async Task A_cancelled_call_is_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.HeadAsync("file", cancellation.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.DeleteAsync("file", cancellation.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.PingAsync(cancellation.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.ListAsync("", null, cancellation.Token).GetAsyncEnumerator().MoveNextAsync());
    }

    [ContractFact]
    public async Task A_listing_goes_over_pages_in_order_from_where_it_is_to_start()
    {
        string[] keys = [.. Enumerable.Range(0, 1_050).Select(x => $"many/{x % 7}/{x:D4}").Order(StringComparer.Ordinal)];
        await Parallel.ForEachAsync(keys.Append("other"), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (key, _) => await PutAsync(key, [1, 2, 3]));

        var all = await ListAsync("many/");
        var rest = await ListAsync("many/", keys[1_020]);
        var between = await ListAsync("many/", "many/3/5");
        var inside = await ListAsync("many/6/00", "many/6");

        Assert.Equal(keys, all.Select(x => x.Key));
        Assert.All(all, x => Assert.Equal(3, x.LengthBytes));
        Assert.All(all, x => Assert.NotEmpty(x.ETag));
        Assert.Equal(keys[1_021..], rest.Select(x => x.Key));
        Assert.Equal(keys.Where(x => string.CompareOrdinal(x, "many/3/5") > 0), between.Select(x => x.Key));
        Assert.Equal(keys.Where(x => x.StartsWith("many/6/00", StringComparison.Ordinal)), inside.Select(x => x.Key));
    }

    [ContractFact]
    public async Task A_listing_tells_the_tag_that_a_look_tells()
    {
        await PutAsync("folder/file", Bytes(10));
        await PutAsync("folder2", Bytes(11));

        var listed = await ListAsync("folder");

        Assert.Equal(["folder/file", "folder2"], listed.Select(x => x.Key));
        Assert.Equal((await Store.HeadAsync("folder/file", CancellationToken.None))!.ETag, listed[0].ETag);
        Assert.Empty(await ListAsync("older"));
        Assert.Empty(await ListAsync("folder", "folder2"));
    }

    [ContractFact]
    public async Task A_copy_takes_everything_along()
    {
        var content = Bytes(1000);
        await PutAsync("source", content, new PutOptions { ContentType = "image/png", Metadata = new Dictionary<string, string> { ["a"] = "1" } });

        var copied = await Store.CopyAsync("source", "clean/copy", new CopyOptions(), CancellationToken.None);

        var head = (await Store.HeadAsync("clean/copy", CancellationToken.None))!;
        Assert.Equal(content, await ReadAsync("clean/copy"));
        Assert.Equal(("clean/copy", 1000, Sha256(content), "image/png"), (copied.Key, copied.LengthBytes, copied.Sha256, copied.ContentType));
        Assert.Equal((copied.ETag, Sha256(content), "image/png"), (head.ETag, head.Sha256, head.ContentType));
        Assert.Equal("1", head.Metadata["a"]);
        Assert.Equal(content, await ReadAsync("source"));
    }

    [ContractFact]
    public async Task A_copy_may_be_described_anew()
    {
        var content = Bytes(1000);
        await PutAsync("source", content, new PutOptions { ContentType = "image/png", Metadata = new Dictionary<string, string> { ["a"] = "1" } });
        await PutAsync("copy", Bytes(5));

        await Store.CopyAsync("source", "copy", new CopyOptions { ContentType = "text/plain" }, CancellationToken.None);
        await Store.CopyAsync("source", "copy2", new CopyOptions { Metadata = new Dictionary<string, string> { ["b"] = "2" } }, CancellationToken.None);
        await Store.CopyAsync("source", "source", new CopyOptions { Metadata = new Dictionary<string, string> { ["c"] = "3" } }, CancellationToken.None);

        var copy = (await Store.HeadAsync("copy", CancellationToken.None))!;
        var copy2 = (await Store.HeadAsync("copy2", CancellationToken.None))!;
        var source = (await Store.HeadAsync("source", CancellationToken.None))!;
        Assert.Equal(("text/plain", "1", Sha256(content)), (copy.ContentType, copy.Metadata["a"], copy.Sha256));
        Assert.Equal(("image/png", "b", Sha256(content)), (copy2.ContentType, Assert.Single(copy2.Metadata).Key, copy2.Sha256));
        Assert.Equal(("image/png", "c", Sha256(content)), (source.ContentType, Assert.Single(source.Metadata).Key, source.Sha256));
        Assert.Equal(content, await ReadAsync("copy"));
        Assert.Equal(content, await ReadAsync("source"));
    }

    [ContractFact]
    public async Task A_copy_keeps_the_hash_that_its_caller_knows()
    {
        var content = Bytes(Long);
        var put = await PutAsync("source", content);

        var copied = await Store.CopyAsync("source", "copy", new CopyOptions { Sha256 = put.Sha256 }, CancellationToken.None);

        Assert.Equal(Sha256(content), copied.Sha256);
        Assert.Equal(Sha256(content), (await Store.HeadAsync("copy", CancellationToken.None))!.Sha256);
    }

    [ContractFact]
    public async Task A_copy_of_nothing_fails_and_one_that_must_not_replace_does_not()
    {
        await PutAsync("source", Bytes(1000));
        await PutAsync("taken", Bytes(5));

        Assert.Equal("nothing", (await Assert.ThrowsAsync<ObjectNotFoundException>(() => Store.CopyAsync("nothing", "copy", new CopyOptions(), CancellationToken.None))).Key);
        await Assert.ThrowsAsync<ObjectNotFoundException>(() => Store.CopyAsync("nothing", "copy", new CopyOptions { OnlyIfAbsent = true }, CancellationToken.None));
        await Assert.ThrowsAsync<ObjectExistsException>(() => Store.CopyAsync("source", "taken", new CopyOptions { OnlyIfAbsent = true }, CancellationToken.None));
        await Store.CopyAsync("source", "free", new CopyOptions { OnlyIfAbsent = true }, CancellationToken.None);

        Assert.Equal(Bytes(5), await ReadAsync("taken"));
        Assert.Equal(Bytes(1000), await ReadAsync("free"));
        Assert.Equal(["free", "source", "taken"], (await ListAsync()).Select(x => x.Key));
    }
}
