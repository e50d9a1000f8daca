using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using MongoDB.Bson;
using MongoDB.Driver;

namespace AgentKit.Server.Tests.Files;

public sealed class UploadTests(RunningFileService running) : IClassFixture<RunningFileService>
{
    private readonly FileService _service = running.Service;

    [Theory]
    [InlineData("logo.png", "brand_assets", "image/png")]
    [InlineData("contract.pdf", "contracts", "application/pdf")]
    [InlineData("contract.docx", "contracts", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")]
    [InlineData("feed.csv", "product_feed", "text/csv")]
    [InlineData("feed.csv.gz", "product_feed", "application/gzip")]
    [InlineData("logo.svg", "brand_assets", "image/svg+xml")]
    [InlineData("pack.zip", "brand_assets", "application/zip")]
    [InlineData("Übersicht 2026 – 図.pdf", "other", "application/pdf")]
    public async Task A_file_is_taken_checked_and_available_with_its_checksum(string name, string category, string type)
    {
        var content = Content(name);

        var answer = await _service.UploadAsync(category, name, content);

        Assert.Equal(HttpStatusCode.Created, answer.Status);
        Assert.Equal(("available", type, content.Length, name), ((string?)answer.Json["status"], (string?)answer.Json["content_type"], (int)answer.Json["size_bytes"]!, (string?)answer.Json["name"]));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), (string?)answer.Json["sha256"]);
        Assert.Equal($"/v1/clients/acme/files/{answer.Json["file_id"]}", answer.Headers.Location!.OriginalString);
        Assert.Equal(content, (await DownloadAsync(answer.Json)).Bytes);
    }

    [Fact]
    public async Task What_is_left_after_an_upload_is_one_document_and_one_object()
    {
        await using var service = await FileService.StartAsync();

        await service.UploadAsync("other", "a.pdf", SampleContent.Pdf, "application/pdf");

        Assert.Equal((1, 0, 1), await service.CountAsync());
        var file = await service.Database.GetCollection<BsonDocument>("uploaded_files").Find("{}").SingleAsync();
        Assert.Equal($"clean/{file["_id"]}", file["object_key"]);
        Assert.False(file.Contains("due_at"));
    }

    [Fact]
    public async Task A_form_with_one_file_is_taken_with_the_name_of_its_part()
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(SampleContent.Png), "file", "front page.png" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/v1/clients/acme/files?category=brand_assets", UriKind.Relative)) { Content = form };

        var answer = await _service.SendAsync(request);

        Assert.Equal((HttpStatusCode.Created, "front page.png"), (answer.Status, (string?)answer.Json["name"]));
    }

    [Fact]
    public async Task A_body_in_chunks_is_taken()
    {
        var answer = await _service.UploadAsync("product_feed", "feed.csv", SampleContent.Csv, "text/csv", x => x.Headers.TransferEncodingChunked = true);

        Assert.Equal((HttpStatusCode.Created, SampleContent.Csv.Length), (answer.Status, (int)answer.Json["size_bytes"]!));
    }

    [Theory]
    [InlineData("Repr-Digest", "sha-512=:AAAA:, sha-256=:{0}:")]
    [InlineData("Content-Digest", "sha-256=:{0}:")]
    [InlineData("X-Checksum-SHA256", "{0}")]
    public async Task A_checksum_that_is_sent_is_compared(string header, string form)
    {
        var value = string.Format(System.Globalization.CultureInfo.InvariantCulture, form, Convert.ToBase64String(SHA256.HashData(SampleContent.Csv)));

        var answer = await _service.UploadAsync("other", "a.csv", SampleContent.Csv, change: x => x.Headers.TryAddWithoutValidation(header, value));

        Assert.Equal(HttpStatusCode.Created, answer.Status);
    }

    [Fact]
    public async Task A_file_larger_than_every_buffer_arrives_as_it_was_sent()
    {
        var content = new byte[9_000_000];
        SampleContent.Noise(content.Length).CopyTo(content, 0);
        SampleContent.Png.CopyTo(content, 0);

        var answer = await _service.UploadAsync("brand_assets", "big.png", content);

        Assert.Equal(HttpStatusCode.Created, answer.Status);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), (string?)answer.Json["sha256"]);
        Assert.True((await DownloadAsync(answer.Json)).Bytes.AsSpan().SequenceEqual(content));
    }

    [Fact]
    public async Task A_large_file_is_published_after_its_upload_was_answered()
    {
        await using var service = await FileService.StartAsync(FileService.Settings with { InlineCheckMaxBytes = 10 });

        var answer = await service.UploadAsync("other", "a.pdf", SampleContent.Pdf);

        Assert.Equal((HttpStatusCode.Accepted, "quarantined"), (answer.Status, (string?)answer.Json["status"]));
        await service.UntilStatusAsync((string)answer.Json["file_id"]!, "available");
        await ServiceProcess.UntilAsync(async () => await service.CountAsync() == (1, 0, 1), "the copy in quarantine is gone");
    }

    [Fact]
    public async Task Files_are_listed_page_by_page_newest_first_and_by_category()
    {
        await using var service = await FileService.StartAsync();
        for (var i = 0; i < 5; i++)
            await service.UploadAsync(i % 2 == 0 ? "other" : "product_feed", $"{i}.csv", SampleContent.Csv);

        var first = (await service.SendAsync(HttpMethod.Get, "/v1/clients/acme/files?limit=3")).Json;
        var second = (await service.SendAsync(HttpMethod.Get, $"/v1/clients/acme/files?limit=3&cursor={first["next_cursor"]}")).Json;
        var feeds = (await service.SendAsync(HttpMethod.Get, "/v1/clients/acme/files?category=product_feed&status=available")).Json;

        Assert.Equal(["4.csv", "3.csv", "2.csv", "1.csv", "0.csv"], Names(first).Concat(Names(second)));
        Assert.Null(second["next_cursor"]);
        Assert.Equal(["3.csv", "1.csv"], Names(feeds));
    }

    [Fact]
    public async Task A_deleted_file_is_gone_with_its_object_and_its_history_stays()
    {
        await using var service = await FileService.StartAsync();
        var file = (await service.UploadAsync("other", "a.pdf", SampleContent.Pdf)).Json;
        var address = $"/v1/clients/acme/files/{file["file_id"]}";

        using var stale = new HttpRequestMessage(HttpMethod.Delete, new Uri(address, UriKind.Relative));
        stale.Headers.TryAddWithoutValidation("If-Match", "\"99\"");
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await service.SendAsync(stale)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await service.SendAsync(HttpMethod.Delete, address)).Status);

        Assert.Equal((1, 0, 0), await service.CountAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await service.SendAsync(HttpMethod.Get, address)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await service.SendAsync(HttpMethod.Get, $"{address}/download")).Status);
        Assert.Empty(Names((await service.SendAsync(HttpMethod.Get, "/v1/clients/acme/files")).Json));
        var actions = await service.Database.GetCollection<BsonDocument>("audit_log").Find("{ resource_type: 'file' }").ToListAsync();
        Assert.Equal(["file.uploaded", "file.deleted"], actions.Select(x => x["action"].AsString));
    }

    [Fact]
    public async Task A_large_archive_is_read_after_the_answer()
    {
        await using var service = await FileService.StartAsync(FileService.Settings with { InlineCheckMaxBytes = 100 });

        var good = await service.UploadAsync("other", "a.docx", SampleContent.Docx);
        var bad = await service.UploadAsync("other", "b.zip", SampleContent.Zip(("../../evil.txt", [65])));

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (good.Status, bad.Status));
        await service.UntilStatusAsync((string)good.Json["file_id"]!, "available");
        await service.UntilStatusAsync((string)bad.Json["file_id"]!, "rejected");
        var (document, archive) = (await service.FileAsync((string)good.Json["file_id"]!), await service.FileAsync((string)bad.Json["file_id"]!));
        Assert.Equal("application/vnd.openxmlformats-officedocument.wordprocessingml.document", (string?)document["content_type"]);
        Assert.Equal("archive-unsafe", (string?)archive["rejection_reason"]);
        await ServiceProcess.UntilAsync(async () => await service.CountAsync() == (2, 0, 1), "what was rejected is deleted");
    }

    [Fact]
    public async Task A_clean_file_lets_onboarding_go_on()
    {
        await using var service = await FileService.StartAsync();
        var check = new Server.Files.CleanFileCheck(new Server.Files.Documents.FileDocuments(service.Running.Services.GetRequiredService<Server.Organizations.ServiceDatabase>().Of(RunningService.Organization), TimeProvider.System));
        var client = await service.Database.GetCollection<Server.Clients.ClientProfile>("client_profiles").Find(x => x.ClientId == FileService.Client).SingleAsync();

        Assert.False(await check.HoldsAsync(client, CancellationToken.None));
        await service.UploadAsync("other", "a.pdf", SampleContent.Pdf);

        Assert.True(await check.HoldsAsync(client, CancellationToken.None));
    }

    private static IEnumerable<string> Names(JsonNode page) => page["items"]!.AsArray().Select(x => (string)x!["name"]!);

    private static byte[] Content(string name) => Path.GetExtension(name) switch
    {
        ".png" => SampleContent.Png,
        ".docx" => SampleContent.Docx,
        ".csv" => SampleContent.Csv,
        ".gz" => SampleContent.Gzip(SampleContent.Csv),
        ".svg" => SampleContent.Svg,
        ".zip" => SampleContent.Zip(("a/b.png", SampleContent.Png), ("notes.txt", SampleContent.Text("MZ is how a text may begin too"))),
        _ => SampleContent.Pdf,
    };

    private Task<FileService.Answer> DownloadAsync(JsonNode file) => _service.SendAsync(HttpMethod.Get, $"/v1/clients/acme/files/{file["file_id"]}/download");
}
