using System.Net;
using AgentKit.Server.Files.Quarantine;
using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.ObjectStorage;

namespace AgentKit.Server.Tests.Files;

/// <summary>Two that check one file at once.</summary>
public sealed class ClaimTests : IAsyncLifetime
{
    private FileService _service = null!;

    private IMongoCollection<BsonDocument> Files => _service.Database.GetCollection<BsonDocument>("uploaded_files");

    public async Task InitializeAsync() => _service = await FileService.StartAsync();

    public async Task DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task A_file_that_another_has_published_meanwhile_keeps_its_object()
    {
        During("copy", id =>
        {
            _service.Store.Inner.CopyAsync($"quarantine/{id}", $"clean/{id}", new CopyOptions(), CancellationToken.None).GetAwaiter().GetResult();
            Files.UpdateOne(new BsonDocument("_id", id), new BsonDocument("$set", new BsonDocument { { "status", "available" }, { "object_key", $"clean/{id}" }, { "claim", "another" } }));
        });

        var answer = await _service.UploadAsync("other", "a.pdf", SampleContent.Pdf);

        Assert.Equal((HttpStatusCode.Created, "available"), (answer.Status, (string?)answer.Json["status"]));
        var download = await _service.SendAsync(HttpMethod.Get, $"/v1/clients/acme/files/{answer.Json["file_id"]}/download");
        Assert.Equal((HttpStatusCode.OK, SampleContent.Pdf.Length), (download.Status, download.Bytes.Length));
    }

    [Fact]
    public async Task A_file_that_another_has_taken_over_is_left_to_that_one()
    {
        During("copy", id => Files.UpdateOne(new BsonDocument("_id", id), new BsonDocument("$set", new BsonDocument("claim", "another"))));

        var answer = await _service.UploadAsync("other", "a.pdf", SampleContent.Pdf);

        Assert.Equal(HttpStatusCode.Accepted, answer.Status);
        Assert.Equal("quarantined", (await Files.Find("{}").SingleAsync())["status"]);
        Assert.NotNull(await _service.Store.Inner.HeadAsync($"quarantine/{answer.Json["file_id"]}", CancellationToken.None));
    }

    [Fact]
    public async Task A_file_that_was_deleted_meanwhile_loses_the_copy_too()
    {
        During("copy", id => Files.UpdateOne(new BsonDocument("_id", id), new BsonDocument("$set", new BsonDocument("status", "deleted"))));

        var answer = await _service.UploadAsync("other", "a.pdf", SampleContent.Pdf);

        Assert.Null(await _service.Store.Inner.HeadAsync($"clean/{answer.Json["file_id"]}", CancellationToken.None));
    }

    [Fact]
    public async Task A_claim_is_renewed_on_after_the_database_was_away_and_its_loss_ends_the_work()
    {
        var renewals = 0;
        await using var claim = ClaimKeeping.Start(
            _ => Interlocked.Increment(ref renewals) switch
            {
                1 => throw new MongoException("The database is away."),
                2 => throw new TimeoutException(),
                < 5 => Task.FromResult(true),
                _ => Task.FromResult(false),
            },
            TimeSpan.FromMilliseconds(5),
            TimeProvider.System,
            CancellationToken.None);

        await ServiceProcess.UntilAsync(() => Task.FromResult(claim.Held.IsCancellationRequested), "the loss is noticed");

        Assert.Equal((5, true), (renewals, claim.IsLost));
    }

    /// <summary>Something that happens to the one file while the store carries out a call for it.</summary>
    private void During(string call, Action<ObjectId> happens)
    {
        var isFirst = true;
        _service.Store.Before = x =>
        {
            if (x != call || !isFirst)
                return;
            isFirst = false;
            happens(Files.Find("{}").Single()["_id"].AsObjectId);
        };
    }
}
