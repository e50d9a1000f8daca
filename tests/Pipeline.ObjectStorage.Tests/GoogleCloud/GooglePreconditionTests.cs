using Pipeline.ObjectStorage.Credentials;

namespace Pipeline.ObjectStorage.Tests.GoogleCloud;

public sealed class GooglePreconditionTests : IAsyncLifetime
{
    private GoogleEndpoint? _google;
    private IObjectStore? _store;

    public async Task InitializeAsync()
    {
        _google = await GoogleEndpoint.StartAsync();
        _store = Open(GoogleEndpoint.Secret);
    }

    public async Task DisposeAsync()
    {
        await _store!.DisposeAsync();
        await _google!.DisposeAsync();
    }

    [Fact]
    public async Task A_write_that_must_not_replace_is_asked_for_in_Googles_words_and_signed_as_its_own()
    {
        var options = new PutOptions { OnlyIfAbsent = true, ContentType = "text/plain", Metadata = new Dictionary<string, string> { ["a_b"] = "1" } };

        await _store!.PutAsync("ordner/ü +%.txt", new MemoryStream([1, 2, 3]), options, CancellationToken.None);
        await Assert.ThrowsAsync<ObjectExistsException>(() => _store.PutAsync("ordner/ü +%.txt", new MemoryStream([4]), options, CancellationToken.None));

        Assert.Equal([1, 2, 3], Assert.Single(_google!.Objects).Value);
        Assert.Contains("x-goog-content-sha256 x-goog-date x-goog-if-generation-match x-goog-meta-a-b x-goog-meta-pipeline-sha256", _google.Seen.First(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_that_must_not_replace_is_too()
    {
        await _store!.PutAsync("source", new MemoryStream([1, 2, 3]), new PutOptions(), CancellationToken.None);

        await _store.CopyAsync("source", "copy", new CopyOptions { OnlyIfAbsent = true }, CancellationToken.None);
        await Assert.ThrowsAsync<ObjectExistsException>(() => _store.CopyAsync("source", "copy", new CopyOptions { OnlyIfAbsent = true }, CancellationToken.None));

        Assert.Equal([1, 2, 3], _google!.Objects["/bucket/copy"]);
        Assert.Contains(_google.Seen, x => x.Contains("x-goog-copy-source", StringComparison.Ordinal) && x.Contains("x-goog-if-generation-match", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Other_requests_stay_in_the_words_of_S3()
    {
        await _store!.PutAsync("file", new MemoryStream([1]), new PutOptions(), CancellationToken.None);

        Assert.DoesNotContain("x-goog", Assert.Single(_google!.Seen), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_key_is_refused_and_does_not_show()
    {
        await using var store = Open("another-secret");

        var exception = await Assert.ThrowsAsync<ObjectStoreException>(() => store.PutAsync("file", new MemoryStream([1]), new PutOptions { OnlyIfAbsent = true }, CancellationToken.None));

        Assert.Equal(ObjectStorageErrors.Denied, exception.Code);
        Assert.DoesNotContain("another-secret", exception.ToString(), StringComparison.Ordinal);
        Assert.Empty(_google!.Objects);
    }

    [Fact]
    public void It_needs_an_HMAC_key_and_takes_no_key_for_encryption()
    {
        var location = ObjectStoreLocation.Parse("gs://bucket");

        Assert.Contains("HMAC key", Assert.Throws<ObjectStoreException>(() => ObjectStores.Open(location)).Message, StringComparison.Ordinal);
        Assert.Contains("default key", Assert.Throws<ObjectStoreException>(() => ObjectStores.Open(location, new ObjectStoreOptions { Credentials = new AccessKeyCredentials("a", "b"), KmsKeyId = "key" })).Message, StringComparison.Ordinal);
    }

    private IObjectStore Open(string secret) => ObjectStores.Open(
        ObjectStoreLocation.Parse("gs://bucket"),
        new ObjectStoreOptions { Endpoint = _google!.Url, Credentials = new AccessKeyCredentials(GoogleEndpoint.AccessKey, secret), MaxRetries = 0 });
}
