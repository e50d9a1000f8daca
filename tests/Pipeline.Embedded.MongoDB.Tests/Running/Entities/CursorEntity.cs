using MongoDB.Bson;
using MongoDB.Driver;

namespace Pipeline.Embedded.MongoDB.Tests.Running.Entities;

/// <summary>A cursor that is read document by document, across its batches.</summary>
internal sealed class CursorEntity(IAsyncCursor<BsonDocument> cursor)
{
    private readonly Queue<BsonDocument> batch = new();
    private bool started;

    /// <summary>The next document, asking the server until there is one. Null at the end of a cursor that has one.</summary>
    public async Task<BsonDocument?> UntilDocumentAsync(CancellationToken cancellationToken)
    {
        while (batch.Count == 0)
        {
            if (!await FillAsync(cancellationToken))
                return null;
        }

        return batch.Dequeue();
    }

    /// <summary>The next document, with at most one getMore.</summary>
    public async Task<BsonDocument?> OnceAsync(CancellationToken cancellationToken)
    {
        if (!started)
            await FillAsync(cancellationToken);
        if (batch.Count == 0)
            await FillAsync(cancellationToken);
        return batch.TryDequeue(out var document) ? document : null;
    }

    /// <summary>The format wants errors of closing to be overlooked.</summary>
    public Task CloseAsync()
    {
        try
        {
            cursor.Dispose();
        }
        catch (Exception error) when (error is MongoException or ObjectDisposedException)
        {
            // Nothing to do: the format says so.
        }

        return Task.CompletedTask;
    }

    private async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        started = true;
        if (!await cursor.MoveNextAsync(cancellationToken))
            return false;
        foreach (var document in cursor.Current)
            batch.Enqueue(document);
        return true;
    }
}
