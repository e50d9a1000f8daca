using System.Net;
using MongoDB.Bson;
using MongoDB.Driver;

namespace AgentKit.Server.Tests.Files;

/// <summary>While a newer version is rolled out, it writes values that this one doesn't know.</summary>
public sealed class NewerVersionTests
{
    [Fact]
    public async Task What_a_newer_version_wrote_is_passed_over_and_the_rest_is_done()
    {
        var time = new LaterTime();
        await using var service = await FileService.StartAsync(FileService.Settings with { SweepInterval = TimeSpan.FromMilliseconds(50) }, time);
        await service.Database.RunCommandAsync<BsonDocument>("{ collMod: 'uploaded_files', validator: {} }");
        await service.Database.RunCommandAsync<BsonDocument>("{ collMod: 'file_uploads', validator: {} }");
        var (files, uploads) = (service.Database.GetCollection<BsonDocument>("uploaded_files"), service.Database.GetCollection<BsonDocument>("file_uploads"));
        // More than a page of them, and before all others.
        await files.InsertManyAsync(Enumerable.Range(0, 60).Select(x => new BsonDocument { { "organization_id", "org-a" }, { "client_id", "acme" }, { "status", "frozen" }, { "object_key", $"{x}" }, { "due_at", DateTime.UnixEpoch } }));
        await uploads.InsertManyAsync(Enumerable.Range(0, 110).Select(_ => new BsonDocument { { "organization_id", "org-a" }, { "client_id", "acme" }, { "state", "frozen" }, { "expires_at", DateTime.UnixEpoch } }));

        service.Store.GoAway("copy");
        var file = await service.UploadAsync("other", "a.pdf", SampleContent.Pdf);
        await DirectUploadTests.BeginAsync(service, "a.csv", 10, "text/csv");
        service.Store.ComeBack();
        time.Pass(TimeSpan.FromHours(25));

        await service.UntilStatusAsync((string)file.Json["file_id"]!, "available");
        await ServiceProcess.UntilAsync(async () => await uploads.CountDocumentsAsync("{ state: { $ne: 'frozen' } }") == 0, "the expired upload is cleaned away");
        Assert.Equal((60, 110), (await files.CountDocumentsAsync("{ status: 'frozen' }"), await uploads.CountDocumentsAsync("{ state: 'frozen' }")));
        Assert.Equal(HttpStatusCode.OK, (await service.Running.GetAsync("/livez")).Status);
    }

    [Fact]
    public async Task A_failure_that_nobody_foresaw_stops_neither_the_sweeper_nor_the_host()
    {
        await using var service = await FileService.StartAsync(FileService.Settings with { SweepInterval = TimeSpan.FromMilliseconds(20) });
        var sweeps = 0;
        service.Store.Before = call =>
        {
            if (call != "list")
                return;
            Interlocked.Increment(ref sweeps);
            throw sweeps % 2 == 0 ? new FormatException("Nobody foresaw this.") : new TaskCanceledException("A request of the store's client took too long.");
        };

        await ServiceProcess.UntilAsync(() => Task.FromResult(sweeps > 4), "it is done again");

        Assert.Equal(HttpStatusCode.OK, (await service.Running.GetAsync("/livez")).Status);
    }
}
