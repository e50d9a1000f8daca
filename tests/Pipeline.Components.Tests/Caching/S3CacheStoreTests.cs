using System.Reflection;
using System.Security.Cryptography;
using Amazon.S3.Model;
using Pipeline.Components.Caching;
using Pipeline.Engine.Caching;
using Pipeline.Engine.Tests.Caching;

namespace Pipeline.Components.Tests.Caching;

/// <summary>The store in S3 against a real S3 server.</summary>
public sealed class S3CacheStoreTests(RadosGateway server) : IClassFixture<RadosGateway>
{
    /// <summary>The tests of <see cref="CacheStoreContract"/>, which xunit can't skip where the server is missing.</summary>
    public static TheoryData<string, int> Promises()
    {
        var promises = new TheoryData<string, int>();
        foreach (var method in typeof(CacheStoreContract).GetMethods().Where(x => x.IsDefined(typeof(FactAttribute))))
        {
            for (var i = 0; i < Math.Max(1, Cases(method).Count); i++)
                promises.Add(method.Name, i);
        }

        return promises;
    }

    [RadosGatewayTheory]
    [MemberData(nameof(Promises))]
    public async Task The_contract_of_every_store_is_kept(string promise, int number)
    {
        using var contract = new Contract(server.NewAddress());
        var method = typeof(CacheStoreContract).GetMethod(promise)!;
        var arguments = Cases(method) is { Count: > 0 } cases ? cases[number] : [];

        var result = method.Invoke(contract, BindingFlags.DoNotWrapExceptions, null, arguments, null);

        if (result is Task task)
            await task;
    }

    [RadosGatewayFact]
    public async Task Objects_lie_below_the_prefix_by_kind_and_hash()
    {
        var address = server.NewAddress();
        using var store = new S3CacheStore(address);

        await store.SaveEntryAsync("aa11", [1], CancellationToken.None);
        await store.SaveBlobAsync(HashOf([1]), new MemoryStream([1]), CancellationToken.None);

        using var client = server.Client();
        var objects = await client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = address.Bucket, Prefix = address.Prefix });
        Assert.Equal([$"{address.Prefix}/blobs/{HashOf([1])[..2]}/{HashOf([1])}", $"{address.Prefix}/entries/aa/aa11"], objects.S3Objects.Select(x => x.Key).Order(StringComparer.Ordinal));
    }

    [RadosGatewayFact]
    public async Task A_big_blob_comes_back_as_it_was()
    {
        var content = new byte[20_000_000];
        new Random(1).NextBytes(content);
        using var store = new S3CacheStore(server.NewAddress());

        await store.SaveBlobAsync(HashOf(content), new MemoryStream(content), CancellationToken.None);

        await using var stream = await store.OpenBlobAsync(HashOf(content), CancellationToken.None);
        Assert.Equal(HashOf(content), Convert.ToHexStringLower(await SHA256.HashDataAsync(stream!)));
    }

    [RadosGatewayFact]
    public async Task Content_of_unknown_length_is_kept_from_where_it_stands()
    {
        using var store = new S3CacheStore(server.NewAddress());
        var seekable = new MemoryStream([9, 1, 2]) { Position = 1 };

        await store.SaveBlobAsync(HashOf([1, 2]), seekable, CancellationToken.None);
        await store.SaveBlobAsync(HashOf([3]), new ForwardOnly([3]), CancellationToken.None);

        Assert.True(await store.HasBlobAsync(HashOf([1, 2]), CancellationToken.None));
        Assert.True(await store.HasBlobAsync(HashOf([3]), CancellationToken.None));
    }

    [RadosGatewayFact]
    public async Task A_bucket_that_does_not_exist_is_an_error_and_not_an_empty_cache()
    {
        using var store = new S3CacheStore(server.NewAddress() with { Bucket = "nobody-made-this" });

        var error = await Assert.ThrowsAsync<IOException>(() => store.FindEntryAsync("aa11", CancellationToken.None));

        Assert.Contains("NoSuchBucket", error.Message, StringComparison.Ordinal);
        Assert.Contains("nobody-made-this", error.Message, StringComparison.Ordinal);
    }

    [RadosGatewayFact]
    public async Task Two_machines_share_what_one_of_them_made()
    {
        var address = server.NewAddress().ToString();
        var directory = Directory.CreateTempSubdirectory("pipeline-shared-").FullName;
        try
        {
            var here = SharedCache.Over(new LocalCacheStore(Path.Join(directory, "here")), address, Assert.Fail);
            var there = SharedCache.Over(new LocalCacheStore(Path.Join(directory, "there")), address, Assert.Fail);

            await here.SaveBlobAsync(HashOf([1]), new MemoryStream([1]), CancellationToken.None);
            await here.SaveEntryAsync("aa11", [2], CancellationToken.None);

            Assert.Equal([2], await there.FindEntryAsync("aa11", CancellationToken.None));
            await using var blob = await there.OpenBlobAsync(HashOf([1]), CancellationToken.None);
            Assert.Equal(1, blob!.ReadByte());
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static List<object[]> Cases(MethodInfo method) => [.. method.GetCustomAttributes<InlineDataAttribute>().SelectMany(x => x.GetData(method))];

    private static string HashOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    // Not public: xunit runs it only through the theory above.
    private sealed class Contract(CacheAddress address) : CacheStoreContract, IDisposable
    {
        private readonly List<S3CacheStore> _stores = [];
        private readonly Lock _lock = new();

        public void Dispose() => _stores.ForEach(x => x.Dispose());

        protected override ICacheStore OpenStore()
        {
            var store = new S3CacheStore(address);
            lock (_lock)
                _stores.Add(store);
            return store;
        }
    }

    private sealed class ForwardOnly(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;
    }
}
