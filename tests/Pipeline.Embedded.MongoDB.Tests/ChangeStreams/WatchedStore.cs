using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Aggregating;
using Pipeline.Embedded.MongoDB.ChangeStreams;
using Pipeline.Embedded.MongoDB.Diffs;
using Pipeline.Embedded.MongoDB.Indexing;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Tests.ChangeStreams;

/// <summary>A store in memory, with writes and streams as tests need them.</summary>
internal sealed class WatchedStore : IAsyncDisposable
{
    public WatchedStore(long oplogBytes = 1 << 20, string? directory = null) =>
        Store = Store.Open(new StoreOptions { OplogBytes = oplogBytes, DataDirectory = directory }, TimeProvider.System);

    public Store Store { get; }

    public Namespace Items { get; } = new("shop", "items");

    public ValueTask DisposeAsync() => Store.DisposeAsync();

    public Task WriteAsync(Action<WriteBatch> work, WriteIdentity? identity = null) => Store.WriteAsync(
        new WriteOptions { Identity = identity },
        batch =>
        {
            work(batch);
            return true;
        },
        CancellationToken.None);

    public Task CreateAsync(Namespace ns, string options = "{}") => WriteAsync(batch => batch.Create(ns, CollectionSpecification.Parse(BsonDocument.Parse(options))));

    public Task InsertAsync(params string[] documents) => WriteAsync(batch =>
    {
        foreach (var document in documents)
            Insert(batch, Items, document);
    });

    public static void Insert(WriteBatch batch, Namespace ns, string json)
    {
        if (batch.Find(ns) is null)
            batch.Create(ns, new CollectionOptions());
        var document = BsonDocument.Parse(json);
        batch.Insert(ns, Documents.Encode(document), document);
    }

    public Task ReplaceAsync(string json, bool isReplacement = false) => WriteAsync(batch => Replace(batch, Items, json, isReplacement));

    public static void Replace(WriteBatch batch, Namespace ns, string json, bool isReplacement = false)
    {
        var after = BsonDocument.Parse(json);
        var found = Lookup.ById(batch.Find(ns)!, after["_id"])!.Value;
        batch.Replace(ns, found.RecordId, found.Bytes, Documents.Decode(found.Bytes), after, isReplacement ? null : DocumentDiff.Compute(Documents.Decode(found.Bytes), after));
    }

    public Task DeleteAsync(BsonValue id) => WriteAsync(batch =>
    {
        var found = Lookup.ById(batch.Find(Items)!, id)!.Value;
        batch.Delete(Items, found.RecordId, found.Bytes, Documents.Decode(found.Bytes));
    });

    public Task CreateIndexAsync(string specification) => WriteAsync(batch => batch.CreateIndex(batch.Find(Items)!, IndexSpecification.Parse(BsonDocument.Parse(specification), null, DateTime.UtcNow)));

    public ChangeStreamCursor Watch(string options = "{}", string? collection = "items", string database = "shop", string pipeline = "[]")
    {
        var parsed = ChangeStreamOptions.Parse(BsonDocument.Parse(options));
        var stages = global::MongoDB.Bson.Serialization.BsonSerializer.Deserialize<BsonArray>(pipeline);
        stages.Insert(0, new BsonDocument("$changeStream", new BsonDocument()));
        var rest = AggregationPipeline.Parse(stages, new PipelineOptions { Database = database, Collection = collection }).WithoutFirst();
        return new ChangeStreamCursor(Store, ChangeStreamScope.Of(database, collection, parsed), parsed, new EventPipeline(events => rest.Run(events, null!)))
        {
            Namespace = new Namespace(database, collection ?? "$cmd.aggregate"),
        };
    }

    public static string ResumeAfter(BsonDocument change) => new BsonDocument("resumeAfter", change["_id"]).ToJson();

    public static string StartAfter(BsonDocument change) => new BsonDocument("startAfter", change["_id"]).ToJson();
}
