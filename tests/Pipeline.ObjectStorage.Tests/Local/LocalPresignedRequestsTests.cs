using System.Web;
using Pipeline.ObjectStorage.Credentials;
using Pipeline.ObjectStorage.Local;

namespace Pipeline.ObjectStorage.Tests.Local;

public sealed class LocalPresignedRequestsTests
{
    private static readonly LocalPresigning s_presigning = new("0123456789abcdef0123456789abcdef"u8, new Uri("https://files.example.com/objects"));
    private static readonly DateTimeOffset s_now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task What_was_signed_is_served_as_it_was_signed()
    {
        var put = await TokenAsync(store => store.PresignPutAsync("a/ü", new PresignPutOptions { ExpiresIn = TimeSpan.FromMinutes(5), LengthBytes = 7, ContentType = "image/png", Metadata = new Dictionary<string, string> { ["a"] = "1" } }, default));
        var get = await TokenAsync(store => store.PresignGetAsync("a/ü", new PresignGetOptions { ExpiresIn = TimeSpan.FromMinutes(5), ContentDisposition = "attachment", ContentType = "text/plain" }, default));

        var putVerdict = Verify(new() { Method = "PUT", Token = put, ContentType = "Image/PNG", ContentLength = 7 });
        var chunked = Verify(new() { Method = "PUT", Token = put, ContentType = "image/png" });
        var getVerdict = Verify(new() { Method = "GET", Token = get });
        var headVerdict = Verify(new() { Method = "HEAD", Token = get });

        Assert.Equal((null, "a/ü", 7, "image/png", "1"), (putVerdict.Refusal, putVerdict.Key, putVerdict.Put!.LengthBytes, putVerdict.Put.ContentType, putVerdict.Put.Metadata["a"]));
        Assert.Equal(7, chunked.Put!.LengthBytes);
        Assert.Equal((null, "a/ü", null, "attachment", "text/plain"), (getVerdict.Refusal, getVerdict.Key, getVerdict.Put, getVerdict.ContentDisposition, getVerdict.ContentType));
        Assert.Null(headVerdict.Refusal);
    }

    [Fact]
    public async Task What_was_not_signed_is_refused()
    {
        var put = await TokenAsync(store => store.PresignPutAsync("file", new PresignPutOptions { ExpiresIn = TimeSpan.FromMinutes(5), LengthBytes = 7, ContentType = "image/png" }, default));
        var good = new LocalPresignedCall { Method = "PUT", Token = put, ContentType = "image/png", ContentLength = 7 };
        var (payload, signature) = (put.Split('.')[0], put.Split('.')[1]);

        Assert.Equal(LocalPresignedRefusal.WrongMethod, Verify(good with { Method = "GET" }).Refusal);
        Assert.Equal(LocalPresignedRefusal.WrongMethod, Verify(good with { Method = "DELETE" }).Refusal);
        Assert.Equal(LocalPresignedRefusal.WrongLength, Verify(good with { ContentLength = 8 }).Refusal);
        Assert.Equal(LocalPresignedRefusal.WrongContentType, Verify(good with { ContentType = "text/html" }).Refusal);
        Assert.Equal(LocalPresignedRefusal.WrongContentType, Verify(good with { ContentType = null }).Refusal);
        foreach (var token in new[] { null, "", ".", "a", "a.b", "a.b.c", "%%%.%%%", payload, $"{payload}.", $"{payload}.{signature[..^1]}", $"{payload}.{signature}A", $"{payload[..^4]}AAAA.{signature}", $"é.{signature}" })
            Assert.Equal(LocalPresignedRefusal.Forged, Verify(good with { Token = token }).Refusal);
        Assert.Equal(LocalPresignedRefusal.Forged, new LocalPresignedRequests(new LocalPresigning(new byte[32], s_presigning.BaseUrl), new At(s_now)).Verify(good).Refusal);
    }

    [Fact]
    public async Task It_holds_until_its_last_second_and_no_longer()
    {
        var token = await TokenAsync(store => store.PresignGetAsync("file", new PresignGetOptions { ExpiresIn = TimeSpan.FromMinutes(5) }, default));
        var call = new LocalPresignedCall { Method = "GET", Token = token };

        Assert.Null(new LocalPresignedRequests(s_presigning, new At(s_now.AddSeconds(299))).Verify(call).Refusal);
        Assert.Equal(LocalPresignedRefusal.Expired, new LocalPresignedRequests(s_presigning, new At(s_now.AddSeconds(300))).Verify(call).Refusal);
    }

    [Fact]
    public async Task A_request_that_a_key_before_has_signed_holds_as_long_as_that_is_accepted()
    {
        byte[] before = [.. Enumerable.Repeat((byte)1, 32)], next = [.. Enumerable.Repeat((byte)2, 32)];
        IReadOnlyList<byte[]> keys = [before];
        var presigning = new LocalPresigning(() => keys, s_presigning.BaseUrl);
        await using var store = ObjectStores.Open(ObjectStoreLocation.Parse("file:///tmp/unused"), new ObjectStoreOptions { Credentials = presigning, TimeProvider = new At(s_now) });
        var requests = new LocalPresignedRequests(presigning, new At(s_now));
        var old = await CallAsync();

        keys = [next, before];
        var young = await CallAsync();
        Assert.NotEqual(old.Token, young.Token);
        Assert.Equal((null, null), (requests.Verify(old).Refusal, requests.Verify(young).Refusal));

        keys = [next];
        Assert.Equal((LocalPresignedRefusal.Forged, null), (requests.Verify(old).Refusal, requests.Verify(young).Refusal));

        async Task<LocalPresignedCall> CallAsync() =>
            new() { Method = "GET", Token = HttpUtility.ParseQueryString((await store.PresignGetAsync("file", new PresignGetOptions { ExpiresIn = TimeSpan.FromMinutes(5) }, default)).Url.Query)["token"]! };
    }

    private static LocalPresignedVerdict Verify(LocalPresignedCall call) => new LocalPresignedRequests(s_presigning, new At(s_now)).Verify(call);

    private static async Task<string> TokenAsync(Func<IObjectStore, Task<PresignedRequest>> sign)
    {
        await using var store = ObjectStores.Open(ObjectStoreLocation.Parse("file:///tmp/unused"), new ObjectStoreOptions { Credentials = s_presigning, TimeProvider = new At(s_now) });
        var request = await sign(store);
        Assert.StartsWith("https://files.example.com/objects?token=", request.Url.AbsoluteUri, StringComparison.Ordinal);
        return HttpUtility.ParseQueryString(request.Url.Query)["token"]!;
    }

    private sealed class At(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
