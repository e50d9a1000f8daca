using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Tests.ChangeStreams;

public sealed class TransactionEventTests
{
    private static readonly WriteIdentity s_identity = new(new BsonDocument("id", Uuids.ToBson(Guid.NewGuid())), 7) { IsTransaction = true };

    [Fact]
    public async Task The_events_of_a_transaction_have_its_session_its_number_and_one_time()
    {
        await using var store = new WatchedStore();
        await store.CreateAsync(store.Items, "{changeStreamPreAndPostImages: {enabled: true}}");
        await store.InsertAsync("{_id: 1, a: 1}");
        using var stream = store.Watch("{fullDocumentBeforeChange: 'whenAvailable'}");

        await store.WriteAsync(
            batch =>
            {
                WatchedStore.Insert(batch, new Namespace("shop", "other"), "{_id: 5}");
                WatchedStore.Insert(batch, store.Items, "{_id: 2}");
                WatchedStore.Replace(batch, store.Items, "{_id: 1, a: 2}", isReplacement: true);
            },
            s_identity);

        var changes = stream.Take();
        Assert.Equal(["insert", "replace"], changes.Types());
        Assert.All(changes, x => Assert.Equal(7, x["txnNumber"].ToInt64()));
        Assert.All(changes, x => Assert.Equal(s_identity.SessionId, x["lsid"]));
        Assert.Equal(changes[0]["clusterTime"], changes[1]["clusterTime"]);
        Assert.Equal(1, changes[1]["fullDocumentBeforeChange"]["a"]);
        using var resumed = store.Watch(new BsonDocument { { "resumeAfter", changes[0]["_id"] }, { "fullDocumentBeforeChange", "whenAvailable" } }.ToJson());
        Assert.Equal(changes[1], resumed.TakeOne());
    }

    [Fact]
    public async Task A_transaction_of_several_entries_is_told_once_it_has_committed()
    {
        await using var store = new WatchedStore(oplogBytes: 1L << 30);
        using var stream = store.Watch(pipeline: "[{$project: {'fullDocument.big': 0}}]");
        var big = new string('x', 6 * 1024 * 1024);

        await store.WriteAsync(
            batch =>
            {
                for (var i = 0; i < 6; i++)
                    WatchedStore.Insert(batch, store.Items, $"{{_id: {i}, big: '{big}'}}");
            },
            s_identity);

        var changes = stream.Take();
        Assert.Equal([0, 1, 2, 3, 4, 5], changes.Select(x => x["documentKey"]["_id"].AsInt32));
        Assert.Single(changes.Select(x => x["clusterTime"]).Distinct());
        using var resumed = store.Watch(WatchedStore.ResumeAfter(changes[3]), pipeline: "[{$project: {'fullDocument.big': 0}}]");
        Assert.Equal(changes.Skip(4), resumed.Take());
    }

    [Fact]
    public async Task A_retryable_write_is_not_a_transaction()
    {
        await using var store = new WatchedStore();
        using var stream = store.Watch();

        await store.WriteAsync(
            batch =>
            {
                batch.StatementId = 0;
                WatchedStore.Insert(batch, store.Items, "{_id: 1}");
            },
            s_identity with { IsTransaction = false });

        Assert.False(stream.TakeOne().Contains("lsid"));
    }
}
