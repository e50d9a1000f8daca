using System.Net;
using System.Net.Http.Headers;
using Pipeline.ObjectStorage.Tests.Servers;

namespace Pipeline.ObjectStorage.Tests.Contract;

public abstract partial class ObjectStoreContract
{
    private static readonly HttpClient s_http = new();

    private static readonly PresignPutOptions s_put = new() { ExpiresIn = TimeSpan.FromMinutes(5), LengthBytes = 1000, ContentType = "image/png", Metadata = new Dictionary<string, string> { ["a"] = "1" } };

    [ContractFact]
    public async Task A_presigned_put_is_done_without_credentials()
    {
        var request = await Store.PresignPutAsync("in coming/ü+%.png", s_put, CancellationToken.None);

        using var answer = await AskAsync(request, Bytes(1000));

        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        var head = (await Store.HeadAsync("in coming/ü+%.png", CancellationToken.None))!;
        Assert.Equal((1000, "image/png", "1"), (head.LengthBytes, head.ContentType, head.Metadata["a"]));
        Assert.Equal("PUT", request.Method);
        Assert.InRange(request.ExpiresAt, DateTimeOffset.UtcNow.AddMinutes(3), DateTimeOffset.UtcNow.AddMinutes(7));
        Assert.DoesNotContain("ignature", request.ToString(), StringComparison.Ordinal);
    }

    [ContractFact]
    public async Task A_presigned_put_of_another_size_or_type_is_refused_where_the_store_can_sign_them()
    {
        var request = await Store.PresignPutAsync("file", s_put, CancellationToken.None);

        using var shorter = await AskAsync(request, Bytes(999));
        using var longer = await AskAsync(request, Bytes(1001));
        using var other = await AskAsync(request, Bytes(1000), contentType: "text/html");

        foreach (var answer in new[] { shorter, longer, other })
        {
            if (Traits.SignsSizeAndType)
                Assert.InRange((int)answer.StatusCode, 400, 499);
            else
                Assert.True(answer.IsSuccessStatusCode);
        }

        if (Traits.SignsSizeAndType)
            await AssertNothingIsThereAsync("file");
        else
            Assert.Equal("text/html", (await Store.HeadAsync("file", CancellationToken.None))!.ContentType);
    }

    [ContractFact]
    public async Task A_presigned_request_holds_for_one_key_and_one_method()
    {
        await PutAsync("secret", Bytes(10));
        await PutAsync("file", Bytes(10));
        var put = await Store.PresignPutAsync("file", s_put, CancellationToken.None);
        var get = await Store.PresignGetAsync("file", new PresignGetOptions { ExpiresIn = TimeSpan.FromMinutes(5) }, CancellationToken.None);

        using var readByPut = await s_http.GetAsync(put.Url);
        using var writtenByGet = await AskAsync(get with { Method = "PUT" }, Bytes(1000));
        using var otherKey = await s_http.GetAsync(OfAnotherKey(get.Url));
        using var forged = await s_http.GetAsync(new Uri(get.Url.AbsoluteUri[..^3] + (get.Url.AbsoluteUri.EndsWith("AAA", StringComparison.Ordinal) ? "BBB" : "AAA")));

        Assert.All([readByPut, writtenByGet, otherKey, forged], x => Assert.Equal(HttpStatusCode.Forbidden, x.StatusCode));
        Assert.Equal(Bytes(10), await ReadAsync("file"));
    }

    [ContractFact]
    public async Task A_presigned_request_is_refused_when_its_time_is_over()
    {
        await PutAsync("file", Bytes(10));
        var request = await Store.PresignGetAsync("file", new PresignGetOptions { ExpiresIn = TimeSpan.FromSeconds(1) }, CancellationToken.None);

        var until = DateTimeOffset.UtcNow.AddSeconds(30);
        HttpStatusCode status;
        do
        {
            using var answer = await s_http.GetAsync(request.Url);
            status = answer.StatusCode;
        }
        while (status == HttpStatusCode.OK && DateTimeOffset.UtcNow < until);

        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.True(DateTimeOffset.UtcNow >= request.ExpiresAt.AddSeconds(-1));
    }

    [ContractFact]
    public async Task A_presigned_get_answers_with_the_headers_of_our_choosing()
    {
        const string disposition = "attachment; filename=\"report.png\"; filename*=UTF-8''b%C3%A9richt%20%2B.png";
        await PutAsync("ord ner/ü+%.html", Bytes(1000), new PutOptions { ContentType = "text/html" });

        var plain = await Store.PresignGetAsync("ord ner/ü+%.html", new PresignGetOptions { ExpiresIn = TimeSpan.FromMinutes(5) }, CancellationToken.None);
        var chosen = await Store.PresignGetAsync("ord ner/ü+%.html", new PresignGetOptions { ExpiresIn = TimeSpan.FromMinutes(5), ContentDisposition = disposition, ContentType = "application/octet-stream" }, CancellationToken.None);
        using var plainAnswer = await AskAsync(plain, body: null);
        using var chosenAnswer = await AskAsync(chosen, body: null);

        Assert.Equal("text/html", plainAnswer.Content.Headers.ContentType?.MediaType);
        Assert.Null(plainAnswer.Content.Headers.ContentDisposition);
        Assert.Equal(Bytes(1000), await plainAnswer.Content.ReadAsByteArrayAsync());
        Assert.Equal("application/octet-stream", chosenAnswer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(disposition, Assert.Single(chosenAnswer.Content.Headers.GetValues("Content-Disposition")));
        Assert.Equal(Bytes(1000), await chosenAnswer.Content.ReadAsByteArrayAsync());
    }

    [ContractFact]
    public async Task What_cannot_be_presigned_is_refused()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.PresignPutAsync("file", s_put with { ExpiresIn = TimeSpan.Zero }, CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.PresignPutAsync("file", s_put with { ExpiresIn = TimeSpan.FromDays(8) }, CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.PresignPutAsync("file", s_put with { LengthBytes = -1 }, CancellationToken.None));
        var exception = await Assert.ThrowsAsync<ObjectStoreException>(() => Store.PresignGetAsync("file", new PresignGetOptions { ExpiresIn = TimeSpan.FromMinutes(1), ContentDisposition = "attachment\r\nX: 1" }, CancellationToken.None));

        Assert.Equal(ObjectStorageErrors.InvalidOptions, exception.Code);
    }

    /// <summary>The address of a presigned GET of <c>file</c>, turned to the object <c>secret</c>.</summary>
    protected virtual Uri OfAnotherKey(Uri url) => new(url.AbsoluteUri.Replace("/file?", "/secret?", StringComparison.Ordinal));

    private static async Task<HttpResponseMessage> AskAsync(PresignedRequest request, byte[]? body, string? contentType = null)
    {
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), request.Url);
        message.Content = body is null ? null : new ByteArrayContent(body);
        foreach (var (name, value) in request.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
                message.Content!.Headers.TryAddWithoutValidation(name, value);
        }

        if (contentType is not null)
            message.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return await s_http.SendAsync(message);
    }
}
