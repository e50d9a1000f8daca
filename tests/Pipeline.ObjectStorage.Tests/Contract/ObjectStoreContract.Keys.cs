using Pipeline.ObjectStorage.Tests.Servers;

namespace Pipeline.ObjectStorage.Tests.Contract;

public abstract partial class ObjectStoreContract
{
    [ContractTheory]
    [InlineData("with space/and  two.txt")]
    [InlineData("plus+and%20percent%.txt")]
    [InlineData("query?a=b&c=d#fragment")]
    [InlineData("ümläut/ß/日本語/😀.png")]
    [InlineData("quotes'\"`<>|*:;,@$!()[]{}^~=")]
    [InlineData("n\u0303 is not \u00F1")]
    [InlineData(".hidden/..three/...x")]
    [InlineData("a.object/b.object%/c.object%%")]
    [InlineData("CON/nul.txt")]
    [InlineData("trailing space ")]
    [InlineData("-rf")]
    public async Task A_key_of_unusual_characters_is_written_read_listed_copied_and_deleted(string key)
    {
        await PutAsync(key, Bytes(10));
        await Store.CopyAsync(key, $"copies/{key}", new CopyOptions(), CancellationToken.None);

        Assert.Equal(Bytes(10), await ReadAsync(key));
        Assert.Equal(Bytes(10), await ReadAsync($"copies/{key}"));
        Assert.Equal([key], (await ListAsync(key)).Select(x => x.Key));
        Assert.Equal([$"copies/{key}"], (await ListAsync("copies/")).Select(x => x.Key));
        await Store.DeleteAsync(key, CancellationToken.None);
        Assert.Null(await Store.HeadAsync(key, CancellationToken.None));
        Assert.NotNull(await Store.HeadAsync($"copies/{key}", CancellationToken.None));
    }

    [ContractFact]
    public async Task Long_keys_fit_with_a_location_in_front()
    {
        var key = string.Join('/', Enumerable.Repeat(new string('k', 99), 9));

        await PutAsync(key, Bytes(3));

        Assert.Equal([key], (await ListAsync()).Select(x => x.Key));
    }

    [ContractFact]
    public async Task An_object_may_have_the_name_of_a_folder()
    {
        string[] keys = ["a", "a/b", "a/b/c", "a.object", "a.object/d"];
        foreach (var key in keys)
            await PutAsync(key, Bytes(1 + key.Length));

        foreach (var key in keys)
            Assert.Equal(Bytes(1 + key.Length), await ReadAsync(key));
        Assert.Equal(keys.Order(StringComparer.Ordinal), (await ListAsync()).Select(x => x.Key));
        await Store.DeleteAsync("a/b", CancellationToken.None);
        Assert.Equal(["a", "a.object", "a.object/d", "a/b/c"], (await ListAsync()).Select(x => x.Key));
    }

    [ContractTheory]
    [InlineData("")]
    [InlineData("/absolute")]
    [InlineData("folder/")]
    [InlineData("a//b")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("../../etc/passwd")]
    [InlineData("a/../b")]
    [InlineData("a/./b")]
    [InlineData("a/..")]
    [InlineData("..\\..\\windows")]
    [InlineData("a\\b")]
    [InlineData("nul\0byte")]
    [InlineData("line\nbreak")]
    [InlineData("escape\u001b[2J")]
    [InlineData("delete\u007f")]
    [InlineData("noncharacter\uffff")]
    [InlineData("ends with a dot.")]
    [InlineData(".pipeline/uploads/x")]
    [InlineData("a/.pipeline")]
    public async Task A_hostile_key_is_refused_by_every_call(string key)
    {
        await PutAsync("other", Bytes(1));
        Func<Task>[] calls =
        [
            () => PutAsync(key, Bytes(1)),
            () => Store.GetAsync(key, null, CancellationToken.None),
            () => Store.HeadAsync(key, CancellationToken.None),
            () => Store.DeleteAsync(key, CancellationToken.None),
            () => Store.CopyAsync(key, "copy", new CopyOptions(), CancellationToken.None),
            () => Store.CopyAsync("other", key, new CopyOptions(), CancellationToken.None),
            () => Store.BeginMultipartAsync(key, new MultipartOptions(), CancellationToken.None),
            () => Store.PutPartAsync(key, "upload", 1, new MemoryStream(), 0, CancellationToken.None),
            () => Store.ListPartsAsync(key, "upload", CancellationToken.None),
            () => Store.CompleteMultipartAsync(key, "upload", [new UploadedPart(1, "tag", 1)], new CompleteOptions(), CancellationToken.None),
            () => Store.AbortMultipartAsync(key, "upload", CancellationToken.None),
            () => Store.PresignPutAsync(key, new PresignPutOptions { ExpiresIn = TimeSpan.FromMinutes(1), LengthBytes = 1, ContentType = "text/plain" }, CancellationToken.None),
            () => Store.PresignGetAsync(key, new PresignGetOptions { ExpiresIn = TimeSpan.FromMinutes(1) }, CancellationToken.None),
        ];

        foreach (var call in calls)
        {
            var exception = await Assert.ThrowsAsync<ObjectStoreException>(call);
            Assert.Equal(ObjectStorageErrors.InvalidKey, exception.Code);
            Assert.DoesNotContain('\n', exception.Message);
        }

        Assert.Single(await ListAsync());
        Assert.Empty(await PendingAsync());
    }

    [ContractFact]
    public async Task A_key_that_is_too_long_or_no_text_is_refused()
    {
        // An attribute can't carry half a character.
        foreach (var key in new[] { "half\ud83d", "\ude00\ud83d", new string('a', 241), new string('ü', 121), string.Join('/', Enumerable.Repeat("aaaaaaaaa", 91)) })
            Assert.Equal(ObjectStorageErrors.InvalidKey, (await Assert.ThrowsAsync<ObjectStoreException>(() => PutAsync(key, Bytes(1)))).Code);
    }
}
