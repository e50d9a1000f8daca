using Pipeline.ObjectStorage.Tests.Servers;

namespace Pipeline.ObjectStorage.Tests.Contract;

public abstract partial class ObjectStoreContract
{
    [ContractFact]
    public async Task Parts_may_come_in_any_order_and_again_and_become_visible_at_once()
    {
        byte[][] parts = [Bytes(PartBytes, 1), Bytes(PartBytes + 7, 2), Bytes(9, 3)];
        await PutAsync("file", Bytes(10));
        var id = await Store.BeginMultipartAsync("file", new MultipartOptions { ContentType = "video/mp4", Metadata = new Dictionary<string, string> { ["a"] = "1" } }, CancellationToken.None);

        await SendAsync("file", id, 3, parts[2]);
        await SendAsync("file", id, 1, Bytes(PartBytes, 77));
        await SendAsync("file", id, 2, parts[1]);
        await SendAsync("file", id, 1, parts[0]);
        var listed = await Store.ListPartsAsync("file", id, CancellationToken.None);
        var before = await ReadAsync("file");
        var stored = await Store.CompleteMultipartAsync("file", id, [.. listed.Reverse()], new CompleteOptions(), CancellationToken.None);

        byte[] expected = [.. parts[0], .. parts[1], .. parts[2]];
        Assert.Equal([(1, PartBytes), (2, PartBytes + 7), (3, 9)], listed.Select(x => (x.Number, (int)x.LengthBytes)));
        Assert.Equal(Bytes(10), before);
        Assert.Equal((expected.Length, "file"), (stored.LengthBytes, stored.Key));
        Assert.Equal(expected, await ReadAsync("file"));
        var head = (await Store.HeadAsync("file", CancellationToken.None))!;
        Assert.Equal(("video/mp4", "1", stored.ETag), (head.ContentType, Assert.Single(head.Metadata).Value, head.ETag));
        Assert.Empty(await PendingAsync());
        Assert.Single(await ListAsync());
    }

    [ContractFact]
    public async Task An_upload_is_resumed_by_another_process()
    {
        var first = Bytes(PartBytes, 1);
        var id = await Store.BeginMultipartAsync("file", new MultipartOptions(), CancellationToken.None);
        await SendAsync("file", id, 1, first);

        await using var other = ObjectStores.Open(Store.Location, OptionsOfAnother());
        var arrived = await other.ListPartsAsync("file", id, CancellationToken.None);
        var last = await other.PutPartAsync("file", id, 2, new MemoryStream([1, 2, 3]), 3, CancellationToken.None);
        await other.CompleteMultipartAsync("file", id, [.. arrived, last], new CompleteOptions(), CancellationToken.None);

        byte[] expected = [.. first, 1, 2, 3];
        Assert.Equal(expected, await ReadAsync("file"));
    }

    [ContractFact]
    public async Task Pending_uploads_are_listed_until_they_are_aborted_and_are_seen_by_nobody_else()
    {
        var begun = DateTimeOffset.UtcNow;
        var first = await Store.BeginMultipartAsync("in/a b+ü", new MultipartOptions(), CancellationToken.None);
        var second = await Store.BeginMultipartAsync("in/a b+ü", new MultipartOptions(), CancellationToken.None);
        var other = await Store.BeginMultipartAsync("out/c", new MultipartOptions(), CancellationToken.None);
        await SendAsync("in/a b+ü", first, 1, Bytes(10));

        var pending = await PendingAsync("in/");
        var all = await PendingAsync();
        await Store.AbortMultipartAsync("in/a b+ü", first, CancellationToken.None);
        await Store.AbortMultipartAsync("in/a b+ü", first, CancellationToken.None);

        Assert.Equal(new[] { first, second }.Order(), pending.Select(x => x.UploadId).Order());
        Assert.All(pending, x => Assert.Equal("in/a b+ü", x.Key));
        Assert.All(pending, x => Assert.InRange(x.Begun, begun.AddMinutes(-2), begun.AddMinutes(2)));
        Assert.Equal(3, all.Count);
        Assert.Equal(new[] { second, other }.Order(), (await PendingAsync()).Select(x => x.UploadId).Order());
        Assert.Empty(await ListAsync());
        Assert.Null(await Store.HeadAsync("in/a b+ü", CancellationToken.None));
    }

    [ContractFact]
    public async Task Two_uploads_of_one_key_do_not_disturb_each_other()
    {
        var first = await Store.BeginMultipartAsync("file", new MultipartOptions(), CancellationToken.None);
        var second = await Store.BeginMultipartAsync("file", new MultipartOptions(), CancellationToken.None);
        var firstPart = await SendAsync("file", first, 1, Bytes(100, 1));
        var secondPart = await SendAsync("file", second, 1, Bytes(200, 2));

        await Store.CompleteMultipartAsync("file", first, [firstPart], new CompleteOptions(), CancellationToken.None);
        var afterFirst = await ReadAsync("file");
        await Store.CompleteMultipartAsync("file", second, [secondPart], new CompleteOptions(), CancellationToken.None);

        Assert.Equal(Bytes(100, 1), afterFirst);
        Assert.Equal(Bytes(200, 2), await ReadAsync("file"));
    }

    [ContractFact]
    public async Task What_is_gone_or_never_was_an_upload_says_so()
    {
        var id = await Store.BeginMultipartAsync("file", new MultipartOptions(), CancellationToken.None);
        var part = await SendAsync("file", id, 1, Bytes(10));
        await Store.AbortMultipartAsync("file", id, CancellationToken.None);

        await Assert.ThrowsAsync<UploadNotFoundException>(() => Store.ListPartsAsync("file", id, CancellationToken.None));
        await Assert.ThrowsAsync<UploadNotFoundException>(() => SendAsync("file", id, 2, Bytes(10)));
        var exception = await Assert.ThrowsAsync<UploadNotFoundException>(() => Store.CompleteMultipartAsync("file", id, [part], new CompleteOptions(), CancellationToken.None));
        await Assert.ThrowsAsync<UploadNotFoundException>(() => Store.ListPartsAsync("file", "../../objects", CancellationToken.None));

        Assert.Equal(("file", id), (exception.Key, exception.UploadId));
        Assert.Null(await Store.HeadAsync("file", CancellationToken.None));
    }

    [ContractFact]
    public async Task Parts_that_make_no_object_are_refused_and_the_upload_goes_on()
    {
        var id = await Store.BeginMultipartAsync("file", new MultipartOptions(), CancellationToken.None);
        var replaced = await SendAsync("file", id, 1, Bytes(PartBytes, 9));
        var first = await SendAsync("file", id, 1, Bytes(PartBytes, 1));
        var small = await SendAsync("file", id, 2, Bytes(100));
        var last = await SendAsync("file", id, 3, Bytes(10));
        UploadedPart[][] impossible = [[], [first, first], [first, small, last], [replaced, last], [first, new UploadedPart(7, last.ETag, 10)], [new UploadedPart(0, first.ETag, 10)], [new UploadedPart(10_001, first.ETag, 10)]];

        foreach (var parts in impossible)
        {
            var exception = await Assert.ThrowsAsync<ObjectStoreException>(() => Store.CompleteMultipartAsync("file", id, parts, new CompleteOptions(), CancellationToken.None));
            Assert.Equal(ObjectStorageErrors.InvalidParts, exception.Code);
            Assert.Null(await Store.HeadAsync("file", CancellationToken.None));
        }

        await Store.CompleteMultipartAsync("file", id, [first, last], new CompleteOptions(), CancellationToken.None);

        byte[] expected = [.. Bytes(PartBytes, 1), .. Bytes(10)];
        Assert.Equal(expected, await ReadAsync("file"));
    }

    [ContractTheory]
    [InlineData(100, 99)]
    [InlineData(100, 101)]
    [InlineData(PartBytes + 10, PartBytes + 9)]
    [InlineData(PartBytes + 10, PartBytes + 11)]
    public async Task A_part_of_another_length_than_announced_does_not_arrive(int length, int announced)
    {
        var id = await Store.BeginMultipartAsync("file", new MultipartOptions(), CancellationToken.None);

        await Assert.ThrowsAsync<ObjectCorruptException>(() => Store.PutPartAsync("file", id, 1, new TrickleStream(Bytes(length)), announced, CancellationToken.None));

        Assert.Empty(await Store.ListPartsAsync("file", id, CancellationToken.None));
    }

    [ContractTheory]
    [InlineData(1000)]
    [InlineData(PartBytes * 2)]
    public async Task A_part_that_breaks_off_does_not_arrive(int failAt)
    {
        var id = await Store.BeginMultipartAsync("file", new MultipartOptions(), CancellationToken.None);
        var content = new TrickleStream(Bytes(PartBytes * 3), failAt);

        await Assert.ThrowsAsync<EndOfStreamException>(() => Store.PutPartAsync("file", id, 1, content, PartBytes * 3, CancellationToken.None));

        Assert.Empty(await Store.ListPartsAsync("file", id, CancellationToken.None));
    }

    [ContractFact]
    public async Task A_part_longer_than_a_buffer_arrives()
    {
        var content = Bytes(PartBytes * 4);
        var id = await Store.BeginMultipartAsync("file", new MultipartOptions(), CancellationToken.None);

        var part = await SendAsync("file", id, 1, content);
        await Store.CompleteMultipartAsync("file", id, [part], new CompleteOptions(), CancellationToken.None);

        Assert.Equal(content, await ReadAsync("file"));
    }

    [ContractFact]
    public async Task An_empty_part_makes_an_empty_object()
    {
        var id = await Store.BeginMultipartAsync("file", new MultipartOptions(), CancellationToken.None);

        var part = await SendAsync("file", id, 1, []);
        await Store.CompleteMultipartAsync("file", id, [part], new CompleteOptions(), CancellationToken.None);

        Assert.Equal(Array.Empty<byte>(), await ReadAsync("file"));
    }

    [ContractFact]
    public async Task An_upload_completed_only_if_absent_does_not_replace()
    {
        var id = await Store.BeginMultipartAsync("file", new MultipartOptions(), CancellationToken.None);
        var part = await SendAsync("file", id, 1, Bytes(100));
        await PutAsync("file", Bytes(10));
        var complete = () => Store.CompleteMultipartAsync("file", id, [part], new CompleteOptions { OnlyIfAbsent = true }, CancellationToken.None);

        if (Traits.CompletesOnlyIfAbsent)
            await Assert.ThrowsAsync<ObjectExistsException>(complete);
        else
            Assert.Equal(ObjectStorageErrors.Unsupported, (await Assert.ThrowsAsync<ObjectStoreException>(complete)).Code);

        Assert.Equal(Bytes(10), await ReadAsync("file"));
        Assert.Equal(id, Assert.Single(await PendingAsync()).UploadId);
    }

    /// <summary>The options by which another process would open the same store.</summary>
    protected abstract ObjectStoreOptions OptionsOfAnother();

    private Task<UploadedPart> SendAsync(string key, string uploadId, int number, byte[] content) => Store.PutPartAsync(key, uploadId, number, new TrickleStream(content), content.Length, CancellationToken.None);
}
