using Microsoft.AspNetCore.Http;
using Pipeline.ObjectStorage.Credentials;
using Pipeline.ObjectStorage.Tests.Servers;

namespace Pipeline.ObjectStorage.Tests.S3;

/// <summary>A write that must not replace, whose answer is lost: the SDK repeats it, and the repeat meets an object.</summary>
public sealed class LostAnswerTests
{
    private const string Mark = "x-amz-meta-pipeline-write";

    [Theory]
    [InlineData(10, false)]
    [InlineData((int)MultipartLimits.MinPartBytes + 1, false)]
    [InlineData(10, true)]
    public async Task The_repeat_tells_its_own_object_from_anothers(int length, bool copies)
    {
        foreach (var isOwn in new[] { true, false })
        {
            string? mark = null;
            var writes = 0;
            await using var endpoint = await ScriptedEndpoint.StartAsync(async context =>
            {
                var (request, response) = (context.Request, context.Response);
                mark = request.Headers.TryGetValue(Mark, out var sent) ? sent.ToString() : mark;
                response.Headers.ETag = "\"0123456789abcdef0123456789abcdef\"";
                switch (request)
                {
                    case { Method: "HEAD", Path.Value: "/bucket/source" }:
                        return;
                    case { Method: "HEAD" } when writes == 0:
                        await ScriptedEndpoint.ErrorAsync(context, 404, "");
                        return;
                    case { Method: "HEAD" }:
                        response.Headers[Mark] = isOwn ? mark : "anothers";
                        return;
                    case { Method: "POST" } when request.Query.ContainsKey("uploads"):
                        await response.WriteAsync("<InitiateMultipartUploadResult><UploadId>up</UploadId></InitiateMultipartUploadResult>");
                        return;
                    case { } when request.Headers.IfNoneMatch != "*":
                        return;
                    case { } when ++writes == 1:
                        context.Abort();
                        return;
                    default:
                        await ScriptedEndpoint.ErrorAsync(context, 412, "PreconditionFailed");
                        return;
                }
            });
            await using var store = ObjectStores.Open(
                ObjectStoreLocation.Parse("s3://bucket"),
                new ObjectStoreOptions { Endpoint = endpoint.Url, Credentials = new AccessKeyCredentials("a", "b"), ConditionalWrites = S3ConditionalWrites.All, PartBytes = (int)MultipartLimits.MinPartBytes });
            var write = () => copies
                ? store.CopyAsync("source", "file", new CopyOptions { OnlyIfAbsent = true }, CancellationToken.None)
                : store.PutAsync("file", new MemoryStream(new byte[length]), new PutOptions { OnlyIfAbsent = true }, CancellationToken.None);

            if (isOwn)
                Assert.Equal("0123456789abcdef0123456789abcdef", (await write()).ETag);
            else
                await Assert.ThrowsAsync<ObjectExistsException>(write);

            Assert.Equal(2, writes);
            Assert.Equal(32, mark!.Length);
        }
    }
}
