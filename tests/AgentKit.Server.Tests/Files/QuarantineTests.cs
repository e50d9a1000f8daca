using System.Net;
using System.Text.Json.Nodes;
using AgentKit.Server.Files;
using MongoDB.Bson;
using MongoDB.Driver;

namespace AgentKit.Server.Tests.Files;

public sealed class QuarantineTests : IAsyncLifetime
{
    private FakeClamd _clamd = null!;
    private FileService _service = null!;

    public async Task InitializeAsync()
    {
        _clamd = FakeClamd.Start();
        _service = await FileService.StartAsync(Settings);
    }

    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        await _clamd.DisposeAsync();
    }

    private FileSettings Settings => FileService.Settings with { ClamAv = _clamd.Address, ScanTimeout = TimeSpan.FromMilliseconds(300) };

    [Fact]
    public async Task A_file_is_available_once_the_scanner_has_seen_all_of_it()
    {
        var answer = await _service.UploadAsync("other", "a.pdf", SampleContent.Pdf);

        Assert.Equal((HttpStatusCode.Accepted, "quarantined"), (answer.Status, (string?)answer.Json["status"]));
        await _service.UntilStatusAsync(Id(answer.Json), "available");
        Assert.Equal(SampleContent.Pdf, Assert.Single(_clamd.Scanned));
        await ServiceProcess.UntilAsync(async () => await _service.CountAsync() == (1, 0, 1), "quarantine is empty");
    }

    [Fact]
    public async Task Malware_is_rejected_deleted_and_recorded()
    {
        byte[] content = [.. SampleContent.Pdf, .. "EICAR"u8];
        var answer = await _service.UploadAsync("other", "a.pdf", content);

        await _service.UntilStatusAsync(Id(answer.Json), "rejected");

        Assert.Equal("file-malware", (string?)(await _service.FileAsync(Id(answer.Json)))["rejection_reason"]);
        await ServiceProcess.UntilAsync(async () => await _service.CountAsync() == (1, 0, 0), "the object is deleted");
        var audit = await _service.Database.GetCollection<BsonDocument>("audit_log").Find("{ action: 'file.rejected' }").SingleAsync();
        Assert.Equal(("Test.Malware", "service:files", RunningService.Organization), (audit["details"]["malware"].AsString, audit["subject"].AsString, audit["organization_id"].AsString));
        Assert.Equal("file-not-available", (await _service.SendAsync(HttpMethod.Get, $"/v1/clients/acme/files/{Id(answer.Json)}/download")).Problem);
    }

    [Theory]
    [InlineData("error")]
    [InlineData("silent")]
    [InlineData("close")]
    public async Task While_there_is_no_verdict_a_file_stays_and_is_tried_again(string mode)
    {
        _clamd.Mode = mode;
        var id = Id((await _service.UploadAsync("other", "a.pdf", SampleContent.Pdf)).Json);

        await ServiceProcess.UntilAsync(async () => (await DocumentAsync(id)).GetValue("attempts", 0).ToInt32() >= 2, "two attempts");
        Assert.Equal("quarantined", (string?)(await _service.FileAsync(id))["status"]);
        _clamd.Mode = "ok";

        await _service.UntilStatusAsync(id, "available");
    }

    [Fact]
    public async Task A_file_that_is_too_large_for_the_scanner_is_rejected_and_not_read_again_and_again()
    {
        _clamd.Mode = "limit";
        var id = Id((await _service.UploadAsync("other", "a.pdf", SampleContent.Pdf)).Json);

        await _service.UntilStatusAsync(id, "rejected");

        Assert.Equal("file-too-large-to-scan", (string?)(await _service.FileAsync(id))["rejection_reason"]);
        await ServiceProcess.UntilAsync(async () => await _service.CountAsync() == (1, 0, 0), "the object is deleted");
    }

    [Fact]
    public async Task A_file_that_is_known_to_be_too_large_for_the_scanner_is_refused_before_it_is_sent()
    {
        await using var service = await FileService.StartAsync(Settings with { ClamAvMaxBytes = SampleContent.Pdf.Length - 1 });

        var streamed = await service.UploadAsync("other", "a.pdf", SampleContent.Pdf);
        var begun = await service.SendAsync(HttpMethod.Post, "/v1/clients/acme/uploads", new JsonObject { ["category"] = "other", ["name"] = "a.pdf", ["size_bytes"] = SampleContent.Pdf.Length, ["content_type"] = "application/pdf" });

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.RequestEntityTooLarge), (streamed.Status, begun.Status));
        Assert.Equal((0, 0, 0), await service.CountAsync());
    }

    [Fact]
    public async Task A_file_that_is_deleted_in_quarantine_leaves_nothing()
    {
        _clamd.Mode = "error";
        var id = Id((await _service.UploadAsync("other", "a.pdf", SampleContent.Pdf)).Json);

        Assert.Equal(HttpStatusCode.NoContent, (await _service.SendAsync(HttpMethod.Delete, $"/v1/clients/acme/files/{id}")).Status);

        Assert.Equal((1, 0, 0), await _service.CountAsync());
        Assert.Equal("deleted", (await DocumentAsync(id))["status"]);
    }

    [Fact]
    public async Task A_store_that_goes_away_during_the_check_keeps_the_file_in_quarantine()
    {
        _service.Store.GoAway("copy");
        var id = Id((await _service.UploadAsync("other", "a.pdf", SampleContent.Pdf)).Json);
        await ServiceProcess.UntilAsync(async () => (await DocumentAsync(id)).GetValue("attempts", 0).ToInt32() >= 2, "two attempts");

        _service.Store.ComeBack();

        await _service.UntilStatusAsync(id, "available");
    }

    [Fact]
    public async Task A_file_whose_object_is_lost_is_rejected()
    {
        _clamd.Mode = "error";
        var id = Id((await _service.UploadAsync("other", "a.pdf", SampleContent.Pdf)).Json);
        await _service.Store.Inner.DeleteAsync($"quarantine/{id}", CancellationToken.None);

        await _service.UntilStatusAsync(id, "rejected");

        Assert.Equal("object-lost", (string?)(await _service.FileAsync(id))["rejection_reason"]);
    }

    [Fact]
    public async Task The_metrics_tell_of_uploads_checks_and_bytes()
    {
        var id = Id((await _service.UploadAsync("other", "a.pdf", SampleContent.Pdf)).Json);
        await _service.UploadAsync("other", "a.pdf", SampleContent.Exe);
        await _service.UntilStatusAsync(id, "available");
        await ServiceProcess.UntilAsync(async () => (await _service.Running.GetAsync("/metrics")).Body.Contains("agentkit_file_checks_total{outcome=\"published\"} 1", StringComparison.Ordinal), "the check is counted");

        var metrics = (await _service.Running.GetAsync("/metrics")).Body;

        Assert.Contains("agentkit_file_uploads_total{category=\"other\",outcome=\"taken\"} 1", metrics);
        Assert.Contains("agentkit_file_uploads_total{category=\"other\",outcome=\"file-executable\"} 1", metrics);
        Assert.Contains($"agentkit_file_upload_bytes_total{{category=\"other\"}} {SampleContent.Pdf.Length}", metrics);
        Assert.Contains("agentkit_file_checks_total{outcome=\"clean\"} 1", metrics);
    }

    private static string Id(JsonNode file) => (string)file["file_id"]!;

    private Task<BsonDocument> DocumentAsync(string id) => _service.Database.GetCollection<BsonDocument>("uploaded_files").Find(new BsonDocument("_id", ObjectId.Parse(id))).SingleAsync();
}
