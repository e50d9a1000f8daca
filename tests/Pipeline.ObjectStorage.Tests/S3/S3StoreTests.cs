using Amazon.S3;
using Amazon.S3.Model;
using Pipeline.ObjectStorage.Credentials;
using Pipeline.ObjectStorage.S3;
using Pipeline.ObjectStorage.Tests.Servers;

namespace Pipeline.ObjectStorage.Tests.S3;

[RequiresServer(RequiresServerAttribute.RadosGateway)]
[Collection(RequiresServerAttribute.RadosGateway)]
public sealed class S3StoreTests(RadosGateway server)
{
    private const int PartBytes = (int)MultipartLimits.MinPartBytes;

    private readonly ObjectStoreLocation _location = ObjectStoreLocation.Parse($"s3://{server.Bucket}/{Guid.NewGuid():N}");

    private ObjectStoreOptions Options => new() { Endpoint = server.Endpoint, Credentials = server.Credentials, PartBytes = PartBytes };

    [ContractFact]
    public async Task A_bucket_that_is_not_there_is_said_so()
    {
        await using var store = ObjectStores.Open(ObjectStoreLocation.Parse("s3://no-such-bucket"), Options);
        Func<Task>[] calls =
        [
            () => store.PingAsync(CancellationToken.None),
            () => PutAsync(store, "file", 10),
            () => PutAsync(store, "file", PartBytes + 1),
            () => store.GetAsync("file", null, CancellationToken.None),
        ];

        foreach (var call in calls)
        {
            var exception = await Assert.ThrowsAsync<ObjectStoreException>(call);
            Assert.Equal((ObjectStorageErrors.NoContainer, false), (exception.Code, exception.IsTransient));
        }
    }

    [ContractFact]
    public async Task Wrong_credentials_are_denied_and_do_not_show()
    {
        foreach (var credentials in new[] { new AccessKeyCredentials("AKTEST", "canary-secret"), new AccessKeyCredentials("AKNOBODY", "canary-secret"), new AccessKeyCredentials("AKNOBODY", "canary-secret", "canary-token") })
        {
            await using var store = ObjectStores.Open(_location, Options with { Credentials = credentials });

            var exception = await Assert.ThrowsAsync<ObjectStoreException>(() => store.PingAsync(CancellationToken.None));

            Assert.Equal((ObjectStorageErrors.Denied, false), (exception.Code, exception.IsTransient));
            Assert.DoesNotContain("canary", exception.ToString(), StringComparison.Ordinal);
        }
    }

    [ContractFact]
    public async Task What_is_hidden_on_the_way_is_gone_afterwards()
    {
        await using var store = ObjectStores.Open(_location, Options);
        await PutAsync(store, "long", PartBytes + 10, new PutOptions { OnlyIfAbsent = true });
        await Assert.ThrowsAsync<ObjectExistsException>(() => PutAsync(store, "long", PartBytes + 10, new PutOptions { OnlyIfAbsent = true }));
        await Assert.ThrowsAsync<ObjectCorruptException>(() => PutAsync(store, "other", PartBytes + 10, new PutOptions { OnlyIfAbsent = true, LengthBytes = PartBytes + 11 }));

        using var client = server.Client();
        var objects = await client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = server.Bucket, Prefix = _location.Prefix });
        var uploads = await client.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = server.Bucket, Prefix = _location.Prefix });

        Assert.Equal($"{_location.Prefix}/long", Assert.Single(objects.S3Objects).Key);
        Assert.Empty(uploads.MultipartUploads ?? []);
        // What was staged was published with its hash, known by then.
        Assert.NotNull((await store.HeadAsync("long", CancellationToken.None))!.Sha256);
    }

    [ContractFact]
    public async Task An_object_larger_than_one_copy_takes_is_copied_part_by_part()
    {
        var dialect = S3Dialect.Of(Options) with { MaxCopyBytes = PartBytes };
        await using var store = new S3ObjectStore(_location, Options, dialect, S3Clients.Create(_location, Options, server.Credentials));
        var source = await PutAsync(store, "source", (2 * PartBytes) + 7);

        var copied = await store.CopyAsync("source", "copy ü", new CopyOptions { Sha256 = source.Sha256, ContentType = "image/png", Metadata = new Dictionary<string, string> { ["a"] = "1" } }, CancellationToken.None);
        await Assert.ThrowsAsync<ObjectExistsException>(() => store.CopyAsync("source", "copy ü", new CopyOptions { OnlyIfAbsent = true }, CancellationToken.None));

        var head = (await store.HeadAsync("copy ü", CancellationToken.None))!;
        Assert.Equal(((2 * PartBytes) + 7, source.Sha256, "image/png", "1", copied.ETag), (head.LengthBytes, head.Sha256, head.ContentType, head.Metadata["a"], head.ETag));
        await using var content = await store.GetAsync("copy ü", null, CancellationToken.None);
        Assert.Equal(source.Sha256, Convert.ToHexStringLower(await System.Security.Cryptography.SHA256.HashDataAsync(content!.Stream)));
    }

    [ContractFact]
    public async Task A_copy_that_fails_halfway_leaves_no_upload()
    {
        var dialect = S3Dialect.Of(Options) with { MaxCopyBytes = PartBytes };
        await using var store = new S3ObjectStore(_location, Options, dialect, S3Clients.Create(_location, Options, server.Credentials));
        var source = await PutAsync(store, "source", (2 * PartBytes) + 7);
        var copier = new S3Copier(new S3Calls(server.Client(), _location, dialect, Options));

        // The source was deleted after it was looked at.
        await Assert.ThrowsAsync<ObjectStoreException>(() => copier.CopyAsync(source with { Key = "gone" }, source with { Key = "copy" }, onlyIfAbsent: false, CancellationToken.None));

        Assert.Null(await store.HeadAsync("copy", CancellationToken.None));
        await foreach (var upload in store.ListMultipartAsync("", CancellationToken.None))
            Assert.Fail($"{upload} was left.");
    }

    [ContractFact]
    public async Task A_write_too_long_for_one_request_that_must_not_replace_says_what_to_do()
    {
        var dialect = S3Dialect.Of(Options) with { MaxPutBytes = 100 };
        await using var store = new S3ObjectStore(_location, Options, dialect, S3Clients.Create(_location, Options, server.Credentials));

        var exception = await Assert.ThrowsAsync<ObjectStoreException>(() => PutAsync(store, "file", PartBytes + 1, new PutOptions { OnlyIfAbsent = true }));

        Assert.Equal(ObjectStorageErrors.Unsupported, exception.Code);
        Assert.Null(await store.HeadAsync("file", CancellationToken.None));
    }

    [ContractFact]
    public async Task Everything_is_encrypted_with_the_key_that_the_options_name()
    {
        await using var store = ObjectStores.Open(_location, Options with { KmsKeyId = "testkey-1" });
        await PutAsync(store, "short", 10);
        await PutAsync(store, "long", PartBytes + 10);
        await PutAsync(store, "absent", PartBytes + 10, new PutOptions { OnlyIfAbsent = true });
        var id = await store.BeginMultipartAsync("parts", new MultipartOptions(), CancellationToken.None);
        var part = await store.PutPartAsync("parts", id, 1, new MemoryStream(new byte[10]), 10, CancellationToken.None);
        await store.CompleteMultipartAsync("parts", id, [part], new CompleteOptions(), CancellationToken.None);
        var request = await store.PresignPutAsync("presigned", new PresignPutOptions { ExpiresIn = TimeSpan.FromMinutes(5), LengthBytes = 10, ContentType = "text/plain" }, CancellationToken.None);
        using var http = new HttpClient();
        using var message = new HttpRequestMessage(HttpMethod.Put, request.Url) { Content = new ByteArrayContent(new byte[10]) };
        foreach (var (name, value) in request.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
                message.Content.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await http.SendAsync(message);

        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        using var client = server.Client();
        foreach (var key in new[] { "short", "long", "absent", "parts", "presigned" })
        {
            var head = await client.GetObjectMetadataAsync(server.Bucket, _location.NameOf(key));
            Assert.Equal((ServerSideEncryptionMethod.AWSKMS, "testkey-1"), (head.ServerSideEncryptionMethod, head.ServerSideEncryptionKeyManagementServiceKeyId));
        }
    }

    [ContractFact]
    public async Task A_server_that_can_not_copy_what_is_encrypted_is_not_asked_again_and_again()
    {
        await using var store = ObjectStores.Open(_location, Options with { KmsKeyId = "testkey-1" });
        await PutAsync(store, "source", 10);

        var exception = await Assert.ThrowsAsync<ObjectStoreException>(() => store.CopyAsync("source", "copy", new CopyOptions(), CancellationToken.None));

        Assert.Equal((ObjectStorageErrors.Unsupported, false), (exception.Code, exception.IsTransient));
    }

    private static Task<StoredObject> PutAsync(IObjectStore store, string key, int length, PutOptions? options = null)
    {
        var content = new byte[length];
        new Random(length).NextBytes(content);
        return store.PutAsync(key, new MemoryStream(content), options ?? new PutOptions(), CancellationToken.None);
    }
}
