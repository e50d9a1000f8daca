using System.Net;
using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.ObjectStorage;

namespace AgentKit.Server.Tests.Files;

[Trait("Speed", "Slow")]
public sealed class FaultTests : IAsyncLifetime
{
    private readonly LaterTime _time = new();
    private FileService _service = null!;

    public async Task InitializeAsync() => _service = await FileService.StartAsync(time: _time);

    public async Task DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task While_the_store_is_away_nothing_is_taken_and_the_caller_is_told_when_to_come_again()
    {
        _service.Store.GoAway();

        var answer = await _service.UploadAsync("other", "a.pdf", SampleContent.Pdf);
        var begun = await _service.SendAsync(HttpMethod.Get, "/v1/clients/acme/files");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "unavailable"), (answer.Status, answer.Problem));
        Assert.NotNull(answer.Headers.RetryAfter?.Delta);
        Assert.Equal(HttpStatusCode.OK, begun.Status);
        _service.Store.ComeBack();
        await LaterAsync();
        Assert.Equal((0, 0, 0), await _service.CountAsync());
        Assert.Equal(HttpStatusCode.Created, (await _service.UploadAsync("other", "a.pdf", SampleContent.Pdf)).Status);
    }

    [Theory]
    [InlineData("copy")]
    [InlineData("delete")]
    public async Task What_is_taken_stays_taken_when_the_store_goes_away_then(string call)
    {
        _service.Store.GoAway(call);

        var answer = await _service.UploadAsync("other", "a.pdf", SampleContent.Pdf);
        Assert.Contains(answer.Status, new[] { HttpStatusCode.Created, HttpStatusCode.Accepted });
        _service.Store.ComeBack();
        await LaterAsync();

        await _service.UntilStatusAsync((string)answer.Json["file_id"]!, "available");
        await ServiceProcess.UntilAsync(async () => await _service.CountAsync() == (1, 0, 1), "one document and one object");
    }

    [Fact]
    public async Task An_object_whose_document_could_not_be_written_is_swept()
    {
        // The validator refuses it: as good as a database that went away after the object was stored.
        await _service.Database.RunCommandAsync<BsonDocument>("{ collMod: 'uploaded_files', validator: { never: true } }");
        var answer = await _service.UploadAsync("other", "a.pdf", SampleContent.Pdf);
        Assert.Equal(HttpStatusCode.InternalServerError, answer.Status);
        Assert.Equal((0, 1, 1), await _service.CountAsync());

        await LaterAsync();

        Assert.Equal((0, 0, 0), await _service.CountAsync());
    }

    [Theory]
    [InlineData(1_000_000, "uploaded_files")]
    [InlineData(10, "uploaded_files")]
    [InlineData(10, "audit_log")]
    public async Task A_completed_upload_that_the_database_lost_is_completed_by_asking_again(long multipartFromBytes, string refusing)
    {
        await using var service = await FileService.StartAsync(FileService.Settings with { MultipartFromBytes = multipartFromBytes }, _time);
        var upload = await DirectUploadTests.BeginAsync(service, "a.csv", SampleContent.Csv.Length, "text/csv");
        if (upload["request"] is { } request)
            await service.PutAsync(request, SampleContent.Csv);
        else
            await service.SendAsync(new HttpRequestMessage(HttpMethod.Put, new Uri(((string)upload["part_url"]!).Replace("{part}", "1", StringComparison.Ordinal), UriKind.Relative)) { Content = new ByteArrayContent(SampleContent.Csv) });
        await service.Database.RunCommandAsync<BsonDocument>($"{{ collMod: '{refusing}', validator: {{ never: true }} }}");
        Assert.Equal(HttpStatusCode.InternalServerError, (await DirectUploadTests.CompleteAsync(service, upload)).Status);

        _time.Pass(TimeSpan.FromHours(23));
        await service.Sweeper.RunOnceAsync(CancellationToken.None);
        await service.Database.RunCommandAsync<BsonDocument>($"{{ collMod: '{refusing}', validator: {{}} }}");
        var completed = await DirectUploadTests.CompleteAsync(service, upload);

        Assert.Equal((HttpStatusCode.Created, "available"), (completed.Status, (string?)completed.Json["status"]));
        Assert.Equal((string?)upload["upload_id"], (string?)completed.Json["file_id"]);
        Assert.Equal((1, 0, 1), await service.CountAsync());
        Assert.Equal(HttpStatusCode.OK, (await DirectUploadTests.CompleteAsync(service, upload)).Status);
    }

    [Fact]
    public async Task A_completed_upload_that_nobody_asks_for_again_is_cleaned_away_in_the_end()
    {
        var upload = await DirectUploadTests.BeginAsync(_service, "a.csv", SampleContent.Csv.Length, "text/csv");
        await _service.PutAsync(upload["request"]!, SampleContent.Csv);
        await _service.Database.RunCommandAsync<BsonDocument>("{ collMod: 'uploaded_files', validator: { never: true } }");
        await DirectUploadTests.CompleteAsync(_service, upload);

        _time.Pass(TimeSpan.FromHours(25));
        await _service.Sweeper.RunOnceAsync(CancellationToken.None);

        Assert.Equal((0, 0, 0), await _service.CountAsync());
    }

    [Fact]
    public async Task A_file_whose_checks_come_to_no_end_is_rejected_at_last()
    {
        var checks = 0;
        _service.Store.Before = call =>
        {
            if (call != "copy")
                return;
            Interlocked.Increment(ref checks);
            throw new InvalidOperationException("Nobody foresaw this.");
        };

        var answer = await _service.UploadAsync("other", "a.pdf", SampleContent.Pdf);
        Assert.Equal(HttpStatusCode.Accepted, answer.Status);
        for (var i = 0; i < 8; i++)
            await LaterAsync();

        await _service.UntilStatusAsync((string)answer.Json["file_id"]!, "rejected");
        Assert.Equal("check-failed", (string?)(await _service.FileAsync((string)answer.Json["file_id"]!))["rejection_reason"]);
        Assert.Equal(1 + 5, checks);
        await ServiceProcess.UntilAsync(async () => await _service.CountAsync() == (1, 0, 0), "its object is deleted");
    }

    [Fact]
    public async Task A_rejection_that_could_not_be_recorded_is_recorded_later_and_once()
    {
        await using var service = await FileService.StartAsync(FileService.Settings with { InlineCheckMaxBytes = 10 }, _time);
        await service.Database.RunCommandAsync<BsonDocument>("{ collMod: 'audit_log', validator: { action: { $ne: 'file.rejected' } } }");
        var id = (string)(await service.UploadAsync("other", "a.zip", SampleContent.Zip(("../evil.txt", [65])))).Json["file_id"]!;
        await service.UntilStatusAsync(id, "rejected");
        await service.Database.RunCommandAsync<BsonDocument>("{ collMod: 'audit_log', validator: {} }");

        for (var i = 0; i < 2; i++)
        {
            _time.Pass(TimeSpan.FromHours(1));
            await service.Worker.RunOnceAsync(CancellationToken.None);
        }

        var entry = await service.Database.GetCollection<BsonDocument>("audit_log").Find("{ action: 'file.rejected' }").SingleAsync();
        Assert.Equal((id, "archive-unsafe"), (entry["resource_id"].AsString, entry["details"]["reason"].AsString));
        await ServiceProcess.UntilAsync(async () => (await service.CountAsync()).Objects == 0, "its object is deleted");
    }

    [Fact]
    public async Task A_store_that_is_away_for_long_loses_no_file()
    {
        _service.Store.GoAway("copy");
        var answer = await _service.UploadAsync("other", "a.pdf", SampleContent.Pdf);
        for (var i = 0; i < 8; i++)
            await LaterAsync();
        _service.Store.ComeBack();
        await LaterAsync();

        await _service.UntilStatusAsync((string)answer.Json["file_id"]!, "available");
    }

    [Fact]
    public async Task An_upload_that_nobody_completes_is_cleaned_away_and_one_in_parts_too()
    {
        await using var service = await FileService.StartAsync(FileService.Settings with { MultipartFromBytes = 1000 }, _time);
        var direct = await DirectUploadTests.BeginAsync(service, "a.csv", SampleContent.Csv.Length, "text/csv");
        await service.PutAsync(direct["request"]!, SampleContent.Csv);
        await DirectUploadTests.BeginAsync(service, "b.csv", 2000, "text/csv");

        _time.Pass(TimeSpan.FromHours(23));
        await service.Sweeper.RunOnceAsync(CancellationToken.None);
        Assert.Equal((0, 2, 1), await service.CountAsync());
        _time.Pass(TimeSpan.FromHours(2));
        Assert.Equal(HttpStatusCode.NotFound, (await DirectUploadTests.CompleteAsync(service, direct)).Status);
        await service.Sweeper.RunOnceAsync(CancellationToken.None);

        Assert.Equal((0, 0, 0), await service.CountAsync());
        await foreach (var pending in service.Store.Inner.ListMultipartAsync("", CancellationToken.None))
            Assert.Fail($"{pending} is left");
    }

    [Fact]
    public async Task What_no_document_knows_is_swept_when_it_is_old_enough_and_what_one_knows_stays()
    {
        var file = await _service.UploadAsync("other", "a.pdf", SampleContent.Pdf);
        await PutAsync($"incoming/{ObjectId.GenerateNewId()}");
        await PutAsync($"quarantine/{ObjectId.GenerateNewId()}");
        await _service.Store.Inner.BeginMultipartAsync($"quarantine/{ObjectId.GenerateNewId()}", new MultipartOptions(), CancellationToken.None);

        await _service.Sweeper.RunOnceAsync(CancellationToken.None);
        Assert.Equal(3, (await _service.CountAsync()).Objects);
        _time.Pass(TimeSpan.FromHours(25));
        await _service.Sweeper.RunOnceAsync(CancellationToken.None);

        Assert.Equal((1, 0, 1), await _service.CountAsync());
        Assert.Equal(HttpStatusCode.OK, (await _service.SendAsync(HttpMethod.Get, $"/v1/clients/acme/files/{file.Json["file_id"]}/download")).Status);
        await foreach (var pending in _service.Store.Inner.ListMultipartAsync("", CancellationToken.None))
            Assert.Fail($"{pending} is left");
    }

    [Fact]
    public async Task What_came_back_after_it_was_deleted_is_found_and_what_nobody_knows_is_kept_for_a_month()
    {
        var (kept, deleted) = ((await _service.UploadAsync("other", "a.pdf", SampleContent.Pdf)).Json, (await _service.UploadAsync("other", "b.pdf", SampleContent.Pdf)).Json);
        await _service.SendAsync(HttpMethod.Delete, $"/v1/clients/acme/files/{deleted["file_id"]}");
        // As a copy of the store has it that was made before the file was deleted.
        await PutAsync($"clean/{deleted["file_id"]}");
        await PutAsync($"clean/{ObjectId.GenerateNewId()}");
        await PutAsync("clean/not-ours");

        await _service.Sweeper.RunOnceAsync(CancellationToken.None);
        Assert.Equal(4, (await _service.CountAsync()).Objects);
        _time.Pass(TimeSpan.FromHours(25));
        await _service.Sweeper.RunOnceAsync(CancellationToken.None);
        Assert.Equal(3, (await _service.CountAsync()).Objects);
        Assert.Null(await _service.Store.Inner.HeadAsync($"clean/{deleted["file_id"]}", CancellationToken.None));
        _time.Pass(TimeSpan.FromDays(30));
        await _service.Sweeper.RunOnceAsync(CancellationToken.None);

        Assert.Equal(2, (await _service.CountAsync()).Objects);
        Assert.Equal(HttpStatusCode.OK, (await _service.SendAsync(HttpMethod.Get, $"/v1/clients/acme/files/{kept["file_id"]}/download")).Status);
    }

    [Fact]
    public async Task Only_one_instance_sweeps_until_its_lease_ends()
    {
        await using var other = await FileService.StartAsync(time: _time);
        var leases = _service.Database.GetCollection<BsonDocument>("leases");

        Assert.True(await _service.Sweeper.RunOnceAsync(CancellationToken.None));
        await leases.UpdateOneAsync("{ _id: 'file-sweeper' }", "{ $set: { holder: 'another' } }");
        Assert.False(await _service.Sweeper.RunOnceAsync(CancellationToken.None));
        _time.Pass(TimeSpan.FromHours(3));

        Assert.True(await _service.Sweeper.RunOnceAsync(CancellationToken.None));
        Assert.NotEqual("another", (await leases.Find("{}").SingleAsync())["holder"]);
    }

    [Fact]
    public async Task A_sweep_leaves_an_upload_alone_that_is_on_its_way()
    {
        var sweeps = 0;
        _service.Store.Before = call =>
        {
            if (call != "put" || Interlocked.Increment(ref sweeps) > 1)
                return;
            _service.Sweeper.RunOnceAsync(CancellationToken.None).GetAwaiter().GetResult();
        };

        Assert.Equal(HttpStatusCode.Created, (await _service.UploadAsync("other", "a.pdf", SampleContent.Pdf)).Status);
        Assert.Equal(1, sweeps);
    }

    [Fact]
    public async Task An_upload_that_was_cleaned_away_while_it_stood_still_is_not_taken()
    {
        _service.Store.Before = call =>
        {
            if (call != "put")
                return;
            _time.Pass(TimeSpan.FromMinutes(10));
            _service.Sweeper.RunOnceAsync(CancellationToken.None).GetAwaiter().GetResult();
        };

        var answer = await _service.UploadAsync("other", "a.pdf", SampleContent.Pdf);
        _service.Store.Before = static _ => { };
        _time.Pass(TimeSpan.FromHours(25));
        await _service.Sweeper.RunOnceAsync(CancellationToken.None);

        Assert.Equal((HttpStatusCode.Conflict, "upload-expired"), (answer.Status, answer.Problem));
        Assert.Equal((0, 0, 0), await _service.CountAsync());
    }

    private async Task PutAsync(string key)
    {
        await using var content = new MemoryStream([1]);
        await _service.Store.Inner.PutAsync(key, content, new PutOptions(), CancellationToken.None);
    }

    private async Task LaterAsync()
    {
        _time.Pass(TimeSpan.FromHours(1));
        await _service.Sweeper.RunOnceAsync(CancellationToken.None);
        await _service.Worker.RunOnceAsync(CancellationToken.None);
    }
}
