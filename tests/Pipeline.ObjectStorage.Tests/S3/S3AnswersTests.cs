using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Pipeline.ObjectStorage.Credentials;
using Pipeline.ObjectStorage.Tests.Servers;

namespace Pipeline.ObjectStorage.Tests.S3;

/// <summary>Answers that radosgw doesn't give: Amazon's conditions, and faults.</summary>
public sealed class S3AnswersTests
{
    private const int PartBytes = (int)MultipartLimits.MinPartBytes;

    [Theory]
    [InlineData(500, "InternalError")]
    [InlineData(503, "SlowDown")]
    [InlineData(429, "TooManyRequests")]
    [InlineData(400, "RequestTimeout")]
    public async Task What_passes_is_transient(int status, string code)
    {
        await using var endpoint = await ScriptedEndpoint.StartAsync(context => ScriptedEndpoint.ErrorAsync(context, status, code));
        await using var store = Open(endpoint.Url);

        var exception = await Assert.ThrowsAsync<ObjectStoreException>(() => store.PingAsync(CancellationToken.None));

        Assert.Equal((ObjectStorageErrors.Unavailable, true), (exception.Code, exception.IsTransient));
    }

    [Theory]
    [InlineData(400, "InvalidRequest")]
    [InlineData(400, "KMS.DisabledException")]
    public async Task What_does_not_pass_is_not(int status, string code)
    {
        await using var endpoint = await ScriptedEndpoint.StartAsync(context => ScriptedEndpoint.ErrorAsync(context, status, code));
        await using var store = Open(endpoint.Url);

        var exception = await Assert.ThrowsAsync<ObjectStoreException>(() => store.PutAsync("file", new MemoryStream([1]), new PutOptions(), CancellationToken.None));

        Assert.Equal((ObjectStorageErrors.Refused, false), (exception.Code, exception.IsTransient));
        Assert.Contains(code, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_transient()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        await using var store = Open(new Uri($"http://127.0.0.1:{port}"));

        foreach (var call in new Func<Task>[] { () => store.PingAsync(CancellationToken.None), () => store.HeadAsync("file", CancellationToken.None), () => store.PutAsync("file", new MemoryStream(new byte[PartBytes + 1]), new PutOptions(), CancellationToken.None) })
            Assert.True((await Assert.ThrowsAsync<ObjectStoreException>(call)).IsTransient);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_left_after_the_time_given()
    {
        var forever = new TaskCompletionSource();
        await using var endpoint = await ScriptedEndpoint.StartAsync(context => forever.Task.WaitAsync(context.RequestAborted));
        await using var store = Open(endpoint.Url, new ObjectStoreOptions { RequestTimeout = TimeSpan.FromMilliseconds(300) });

        var exception = await Assert.ThrowsAsync<ObjectStoreException>(() => store.PingAsync(CancellationToken.None));

        Assert.True(exception.IsTransient);
        Assert.Contains("didn't answer in time", exception.Message, StringComparison.Ordinal);
        forever.SetResult();
    }

    [Fact]
    public async Task A_download_that_breaks_off_or_stalls_fails_as_the_store()
    {
        var (forever, received) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var endpoint = await ScriptedEndpoint.StartAsync(async context =>
        {
            context.Response.ContentLength = 1000;
            await context.Response.Body.WriteAsync(new byte[100]);
            await context.Response.Body.FlushAsync();
            if (context.Request.Path == "/bucket/stalls")
                await forever.Task.WaitAsync(context.RequestAborted);
            await received.Task;
            context.Abort();
        });
        await using var store = Open(endpoint.Url, new ObjectStoreOptions { RequestTimeout = TimeSpan.FromMilliseconds(500) });

        foreach (var key in new[] { "breaks", "stalls" })
        {
            await using var content = await store.GetAsync(key, null, CancellationToken.None);
            received.TrySetResult();
            var exception = await Assert.ThrowsAsync<ObjectStoreException>(() => content!.Stream.CopyToAsync(Stream.Null));
            Assert.True(exception.IsTransient);
        }

        forever.SetResult();
    }

    [Fact]
    public async Task Where_the_server_heeds_conditions_they_are_put_to_it()
    {
        await using var endpoint = await ScriptedEndpoint.StartAsync(AmazonAsync);
        await using var store = Open(endpoint.Url, new ObjectStoreOptions { ConditionalWrites = S3ConditionalWrites.All, PartBytes = PartBytes });

        await store.PutAsync("free", new MemoryStream(new byte[PartBytes + 1]), new PutOptions { OnlyIfAbsent = true }, CancellationToken.None);
        await Assert.ThrowsAsync<ObjectExistsException>(() => store.CopyAsync("source", "taken", new CopyOptions { OnlyIfAbsent = true }, CancellationToken.None));
        await Assert.ThrowsAsync<ObjectExistsException>(() => store.CompleteMultipartAsync("taken", "up", [new UploadedPart(1, "tag", 5)], new CompleteOptions { OnlyIfAbsent = true }, CancellationToken.None));

        Assert.Contains("POST /bucket/free?uploadId=up *", endpoint.Asked);
        Assert.Contains("PUT /bucket/taken *", endpoint.Asked.Select(x => x.Replace("?x-id=CopyObject", "", StringComparison.Ordinal)));
        Assert.Contains("POST /bucket/taken?uploadId=up *", endpoint.Asked);
    }

    [Fact]
    public async Task A_conflict_is_tried_again_until_it_is_known_who_won()
    {
        var answers = 0;
        await using var endpoint = await ScriptedEndpoint.StartAsync(context => context.Request.Method == "HEAD" ? Task.CompletedTask : ++answers < 3 ? ScriptedEndpoint.ErrorAsync(context, 409, "ConditionalRequestConflict") : ScriptedEndpoint.ErrorAsync(context, 412, "PreconditionFailed"));
        await using var store = Open(endpoint.Url);

        await Assert.ThrowsAsync<ObjectExistsException>(() => store.PutAsync("file", new MemoryStream([1]), new PutOptions { OnlyIfAbsent = true }, CancellationToken.None));

        Assert.Equal(3, answers);
    }

    [Fact]
    public async Task A_range_that_the_server_finds_outside_of_what_is_gone_meanwhile_is_nothing()
    {
        await using var endpoint = await ScriptedEndpoint.StartAsync(context => context.Request.Method == "HEAD" ? ScriptedEndpoint.ErrorAsync(context, 404, "") : ScriptedEndpoint.ErrorAsync(context, 416, "InvalidRange"));
        await using var store = Open(endpoint.Url);

        Assert.Null(await store.GetAsync("file", new ByteRange(5), CancellationToken.None));
    }

    private static Task AmazonAsync(HttpContext context)
    {
        var (request, taken) = (context.Request, context.Request.Path == "/bucket/taken");
        var query = request.QueryString.Value ?? "";
        if (taken && request.Headers.IfNoneMatch == "*")
            return ScriptedEndpoint.ErrorAsync(context, 412, "PreconditionFailed");
        if (request.Method == "HEAD" && request.Path == "/bucket/free")
            return ScriptedEndpoint.ErrorAsync(context, 404, "");
        context.Response.Headers.ETag = "\"tag\"";
        return request.Method switch
        {
            "POST" when query.Contains("uploads", StringComparison.Ordinal) => context.Response.WriteAsync("<InitiateMultipartUploadResult><UploadId>up</UploadId></InitiateMultipartUploadResult>"),
            "POST" => context.Response.WriteAsync("<CompleteMultipartUploadResult><ETag>\"done\"</ETag></CompleteMultipartUploadResult>"),
            "GET" => context.Response.WriteAsync("<ListPartsResult><IsTruncated>false</IsTruncated><Part><PartNumber>1</PartNumber><ETag>\"tag\"</ETag><Size>5</Size></Part></ListPartsResult>"),
            _ => Task.CompletedTask,
        };
    }

    private static IObjectStore Open(Uri endpoint, ObjectStoreOptions? options = null) => ObjectStores.Open(
        ObjectStoreLocation.Parse("s3://bucket"),
        (options ?? new ObjectStoreOptions()) with { Endpoint = endpoint, Credentials = new AccessKeyCredentials("a", "b"), MaxRetries = 0 });
}
