using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using AgentKit.Server.Access;
using MongoDB.Bson;
using MongoDB.Driver;

namespace AgentKit.Server.Tests.Files;

[Trait("Speed", "Slow")]
public sealed class DirectUploadTests(RunningFileService running) : IClassFixture<RunningFileService>
{
    private const string Uploads = "/v1/clients/acme/uploads";

    private readonly FileService _service = running.Service;

    [Fact]
    public async Task A_file_goes_to_the_store_by_a_presigned_request_and_is_completed_then()
    {
        await using var service = await FileService.StartAsync();
        var upload = await BeginAsync(service, "a.csv", SampleContent.Csv.Length, "text/csv", Convert.ToHexString(SHA256.HashData(SampleContent.Csv)));
        Assert.Equal("direct", (string?)upload["method"]);

        Assert.Equal(HttpStatusCode.OK, (await service.PutAsync(upload["request"]!, SampleContent.Csv)).Status);
        Assert.Equal((0, 1, 1), await service.CountAsync());
        var file = await CompleteAsync(service, upload);

        Assert.Equal((HttpStatusCode.Created, "available", "text/csv"), (file.Status, (string?)file.Json["status"], (string?)file.Json["content_type"]));
        Assert.Equal((string?)upload["upload_id"], (string?)file.Json["file_id"]);
        Assert.Equal((1, 0, 1), await service.CountAsync());
        var again = await CompleteAsync(service, upload);
        Assert.Equal((HttpStatusCode.OK, (string?)file.Json["file_id"]), (again.Status, (string?)again.Json["file_id"]));
    }

    [Fact]
    public async Task A_large_direct_upload_is_looked_at_whole_while_it_stands_in_quarantine()
    {
        await using var service = await FileService.StartAsync(FileService.Settings with { InlineCheckMaxBytes = 10 });
        var good = await BeginAsync(service, "a.csv", SampleContent.Csv.Length, "text/csv");
        await service.PutAsync(good["request"]!, SampleContent.Csv);
        byte[] content = [.. SampleContent.Text(string.Concat(Enumerable.Repeat("a,b\n", 60_000))), 0, 1];
        var bad = await BeginAsync(service, "b.csv", content.Length, "text/csv");
        await service.PutAsync(bad["request"]!, content);

        Assert.Equal(HttpStatusCode.Accepted, (await CompleteAsync(service, good)).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await CompleteAsync(service, bad)).Status);

        await service.UntilStatusAsync((string)good["upload_id"]!, "available");
        await service.UntilStatusAsync((string)bad["upload_id"]!, "rejected");
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(SampleContent.Csv)), (string?)(await service.FileAsync((string)good["upload_id"]!))["sha256"]);
        Assert.Equal("file-malformed", (string?)(await service.FileAsync((string)bad["upload_id"]!))["rejection_reason"]);
        await ServiceProcess.UntilAsync(async () => await service.CountAsync() == (2, 0, 1), "what was rejected is deleted");
        Assert.Equal(1, await service.Database.GetCollection<BsonDocument>("audit_log").CountDocumentsAsync("{ action: 'file.rejected' }"));
    }

    [Theory]
    [InlineData("an executable", 422, "file-executable")]
    [InlineData("another size", 422, "size-mismatch")]
    [InlineData("another checksum", 422, "checksum-mismatch")]
    [InlineData("another type", 415, "file-type-mismatch")]
    [InlineData("a bomb", 422, "archive-bomb")]
    public async Task What_arrived_and_is_refused_is_gone(string what, int status, string problem)
    {
        await using var service = await FileService.StartAsync();
        var (name, type, content) = what switch
        {
            "an executable" => ("a.pdf", "application/pdf", SampleContent.Exe),
            "another type" => ("a.png", "image/png", SampleContent.Jpeg),
            "a bomb" => ("a.gz", "application/gzip", SampleContent.Gzip(new byte[4_000_000].Select(_ => (byte)'a').ToArray())),
            _ => ("a.csv", "text/csv", SampleContent.Csv),
        };
        var upload = await BeginAsync(service, name, content.Length, type, what == "another checksum" ? new string('0', 64) : null);
        await service.PutAsync(upload["request"]!, content);
        if (what == "another size")
        {
            await using var shorter = new MemoryStream(content, 0, content.Length - 1);
            await service.Store.Inner.PutAsync($"incoming/{upload["upload_id"]}", shorter, new Pipeline.ObjectStorage.PutOptions(), CancellationToken.None);
        }

        var answer = await CompleteAsync(service, upload);

        Assert.True((status, problem) == ((int)answer.Status, answer.Problem), answer.Body);
        Assert.Equal((0, 0, 0), await service.CountAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await CompleteAsync(service, upload)).Status);
    }

    [Fact]
    public async Task A_presigned_request_takes_no_other_size_type_method_or_signature()
    {
        var upload = await BeginAsync(_service, "a.csv", SampleContent.Csv.Length, "text/csv");
        var request = upload["request"]!;
        var forged = JsonNode.Parse(request.ToJsonString())!;
        forged["url"] = ((string)request["url"]!)[..^2] + "xx";

        Assert.Equal(HttpStatusCode.BadRequest, (await _service.PutAsync(request, [1, 2, 3])).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await _service.PutAsync(request, SampleContent.Csv, "text/html")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await _service.PutAsync(forged, SampleContent.Csv)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await _service.SendAsync(HttpMethod.Get, new Uri((string)request["url"]!).PathAndQuery)).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await CompleteAsync(_service, upload)).Status);
    }

    [Fact]
    public async Task Nobody_else_sees_an_upload()
    {
        var upload = await BeginAsync(_service, "a.csv", 10, "text/csv");
        var address = $"{Uploads}/{upload["upload_id"]}";
        using var other = _service.Running.As(CallerRole.Admin, "org-b");

        foreach (var path in new[] { address, address.Replace("acme", "theirs", StringComparison.Ordinal) })
        {
            using var read = await other.GetAsync(new Uri(path, UriKind.Relative));
            using var completed = await other.PostAsync(new Uri($"{path}/complete", UriKind.Relative), null);
            using var aborted = await other.DeleteAsync(new Uri(path, UriKind.Relative));
            Assert.All([read, completed, aborted], x => Assert.Equal(HttpStatusCode.NotFound, x.StatusCode));
        }

        Assert.Equal(HttpStatusCode.OK, (await _service.SendAsync(HttpMethod.Get, address)).Status);
    }

    [Theory]
    [InlineData("""{ "category": "other", "name": "a.csv", "size_bytes": 0, "content_type": "text/csv" }""", 422)]
    [InlineData("""{ "category": "other", "name": "a.csv", "size_bytes": -1, "content_type": "text/csv" }""", 422)]
    [InlineData("""{ "category": "other", "name": "a.csv", "size_bytes": 1e30, "content_type": "text/csv" }""", 422)]
    [InlineData("""{ "category": "other", "name": "a.csv", "content_type": "text/csv" }""", 422)]
    [InlineData("""{ "category": "other", "name": "a.csv", "size_bytes": 99999999999, "content_type": "text/csv" }""", 413)]
    [InlineData("""{ "category": "other", "name": "../a.csv", "size_bytes": 1, "content_type": "text/csv" }""", 422)]
    [InlineData("""{ "category": "other", "name": "a.csv", "size_bytes": 1, "content_type": "text/html" }""", 415)]
    [InlineData("""{ "category": "other", "name": "a.exe", "size_bytes": 1, "content_type": "application/octet-stream" }""", 415)]
    [InlineData("""{ "category": "other", "name": "a.csv", "size_bytes": 1, "content_type": "text/csv\r\nx: y" }""", 422)]
    [InlineData("""{ "category": "other", "name": "a.csv", "size_bytes": 1, "content_type": "*/*" }""", 422)]
    [InlineData("""{ "category": { "$ne": "x" }, "name": "a.csv", "size_bytes": 1, "content_type": "text/csv" }""", 422)]
    [InlineData("""{ "category": "other", "name": "a.csv", "size_bytes": 1, "content_type": "text/csv", "sha256": "abc" }""", 422)]
    [InlineData("""{ "category": "other", "name": "a.csv", "size_bytes": 1, "content_type": "text/csv", "key": "clean/x" }""", 422)]
    [InlineData("""[]""", 400)]
    public async Task A_wrong_beginning_is_refused(string body, int status)
    {
        var before = await _service.CountAsync();

        var answer = await _service.SendAsync(HttpMethod.Post, Uploads, JsonNode.Parse(body));

        Assert.True(status == (int)answer.Status, answer.Body);
        Assert.Equal(before, await _service.CountAsync());
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("POST", "/complete")]
    [InlineData("DELETE", "")]
    [InlineData("PUT", "/parts/1")]
    public async Task An_upload_that_is_not_there_is_not_found(string method, string rest)
    {
        foreach (var id in new[] { ObjectId.GenerateNewId().ToString(), "x", "..%2f..", "%24ne" })
            Assert.Equal(HttpStatusCode.NotFound, (await _service.SendAsync(new HttpMethod(method), $"{Uploads}/{id}{rest}")).Status);
    }

    [Fact]
    public async Task A_completion_that_fails_late_leaves_the_one_alone_that_has_begun_since()
    {
        await using var service = await FileService.StartAsync();
        var upload = await BeginAsync(service, "a.csv", SampleContent.Csv.Length, "text/csv");
        await service.PutAsync(upload["request"]!, SampleContent.Csv);
        var uploads = service.Database.GetCollection<BsonDocument>("file_uploads");
        var others = DateTime.UtcNow.AddHours(1);
        service.Store.Before = call =>
        {
            if (call != "get")
                return;
            // The lease of this completion has ended meanwhile, and another has begun.
            uploads.UpdateOne("{}", new BsonDocument("$set", new BsonDocument("completing_until", others)));
            service.Store.GoAway("get");
        };

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await CompleteAsync(service, upload)).Status);

        Assert.Equal("completing", (await uploads.Find("{}").SingleAsync())["state"]);
    }

    [Fact]
    public async Task An_upload_that_is_given_up_leaves_nothing()
    {
        await using var service = await FileService.StartAsync();
        var upload = await BeginAsync(service, "a.csv", SampleContent.Csv.Length, "text/csv");
        await service.PutAsync(upload["request"]!, SampleContent.Csv);

        Assert.Equal(HttpStatusCode.NoContent, (await service.SendAsync(HttpMethod.Delete, $"{Uploads}/{upload["upload_id"]}")).Status);

        Assert.Equal((0, 0, 0), await service.CountAsync());
    }

    internal static async Task<JsonNode> BeginAsync(FileService service, string name, long size, string type, string? sha256 = null)
    {
        var answer = await service.SendAsync(HttpMethod.Post, Uploads, new JsonObject { ["category"] = "other", ["name"] = name, ["size_bytes"] = size, ["content_type"] = type, ["sha256"] = sha256 });
        Assert.True(answer.Status == HttpStatusCode.Created, answer.Body);
        Assert.Equal($"{Uploads}/{answer.Json["upload_id"]}", answer.Headers.Location!.OriginalString);
        return answer.Json;
    }

    internal static Task<FileService.Answer> CompleteAsync(FileService service, JsonNode upload) => service.SendAsync(HttpMethod.Post, (string)upload["complete_url"]!);
}
