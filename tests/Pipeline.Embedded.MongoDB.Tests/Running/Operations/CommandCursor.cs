using MongoDB.Bson;
using MongoDB.Driver;

namespace Pipeline.Embedded.MongoDB.Tests.Running.Operations;

/// <summary>The batches of a command's cursor, by getMore.</summary>
internal sealed class CommandCursor(IMongoDatabase database, IClientSessionHandle session, bool ownsSession, BsonDocument first, BsonDocument more) : IAsyncCursor<BsonDocument>
{
    private readonly string collection = CollectionNamespace.FromFullName(first["ns"].AsString).CollectionName;
    private long id = first["id"].ToInt64();
    private bool started;

    public IEnumerable<BsonDocument> Current { get; private set; } = [];

    public bool MoveNext(CancellationToken cancellationToken = default) => throw new NotSupportedException("The runner reads its cursors asynchronously.");

    public async Task<bool> MoveNextAsync(CancellationToken cancellationToken = default)
    {
        if (!started)
        {
            started = true;
            return Take(first, "firstBatch");
        }

        if (id == 0)
            return false;
        var command = new BsonDocument { { "getMore", id }, { "collection", collection } }.Merge(more);
        var reply = await database.RunCommandAsync<BsonDocument>(session, command, ReadPreference.Primary, cancellationToken);
        var next = reply["cursor"].AsBsonDocument;
        id = next["id"].ToInt64();
        return Take(next, "nextBatch");
    }

    public void Dispose()
    {
        if (id != 0)
            database.RunCommand<BsonDocument>(session, new BsonDocument { { "killCursors", collection }, { "cursors", new BsonArray { id } } });
        id = 0;
        if (ownsSession)
            session.Dispose();
    }

    private bool Take(BsonDocument cursor, string batch)
    {
        Current = cursor[batch].AsBsonArray.Select(x => x.AsBsonDocument);
        return true;
    }
}
