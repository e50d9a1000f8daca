using System.Buffers.Binary;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Indexing;
using Pipeline.Embedded.MongoDB.Sessions;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Expiry;

/// <summary>Deletes what TTL indexes say is over, and images of documents that no change stream can reach any more.</summary>
/// <remarks>Source: https://www.mongodb.com/docs/manual/core/index-ttl/.</remarks>
internal sealed class ExpiredDocuments(ServerContext server)
{
    private const int BatchSize = 1000;

    public async Task DeleteAsync(CancellationToken cancellationToken)
    {
        foreach (var collection in server.Store.Current.All())
        {
            foreach (var index in collection.Indexes)
            {
                if (index.Definition.ExpiresAfter is { } after)
                    await DeleteAsync(collection.Namespace, index.Definition.Name, server.Now - after, cancellationToken).ConfigureAwait(false);
            }
        }

        await TrimImagesAsync(Namespace.PreImages, x => x["_id"]["ts"].AsBsonTimestamp, cancellationToken).ConfigureAwait(false);
        await TrimImagesAsync(Namespace.RetryAnswers, x => x["ts"].AsBsonTimestamp, cancellationToken).ConfigureAwait(false);
    }

    private async Task DeleteAsync(Namespace ns, string indexName, DateTime before, CancellationToken cancellationToken)
    {
        // Some at a time: others may write in between.
        while (await server.Store.WriteAsync(new WriteOptions { Guard = new PlainGuard(server.Sessions.Intents) }, Delete, cancellationToken).ConfigureAwait(false) > 0)
        {
        }

        int Delete(WriteBatch batch)
        {
            if (batch.Find(ns) is not { } collection || collection.Index(indexName) is not { } index)
                return 0;
            var deleted = 0;
            foreach (var recordId in Expired(index, before))
            {
                if (!collection.Records.TryGet(recordId, out var bytes))
                    continue;
                try
                {
                    batch.Delete(ns, recordId, bytes, Documents.Decode(bytes));
                    if (++deleted == BatchSize)
                        break;
                }
                catch (BlockedException)
                {
                    // A transaction has it. It will be looked at again the next time.
                }
            }

            return deleted;
        }
    }

    /// <summary>The documents with a date before the limit. Of an array the earliest counts.</summary>
    private static IEnumerable<long> Expired(IndexState index, DateTime before)
    {
        var records = new HashSet<long>();
        var descending = index.Definition.Fields[0].IsDescending;
        var limit = new BsonDateTime(before).MillisecondsSinceEpoch;
        var cursor = index.Entries.Cursor();
        for (var more = cursor.Seek(Start(before, descending)); more; more = cursor.MoveNext())
        {
            var type = descending ? (byte)~cursor.Key[0] : cursor.Key[0];
            if (type != KeyTypes.Date || (!descending && Milliseconds(cursor.Key) > limit))
                yield break;
            if (records.Add(IndexState.RecordIdOf(cursor.Key)))
                yield return IndexState.RecordIdOf(cursor.Key);
        }
    }

    private static byte[] Start(DateTime before, bool descending)
    {
        if (!descending)
            return [KeyTypes.Date];
        var key = new KeyWriter(stackalloc byte[16], null);
        key.Write(new BsonDateTime(before), descending);
        return key.ToArray();
    }

    private static long Milliseconds(byte[] key) => (long)(BinaryPrimitives.ReadUInt64BigEndian(key.AsSpan(1)) ^ 0x8000_0000_0000_0000);

    private async Task TrimImagesAsync(Namespace ns, Func<BsonDocument, BsonTimestamp> time, CancellationToken cancellationToken)
    {
        if (server.Store.Current.Find(ns) is null)
            return;

        await server.Store.WriteAsync(
            new WriteOptions(),
            batch =>
            {
                if (batch.Find(Namespace.Oplog) is not { } oplog || batch.Find(ns) is not { } images)
                    return 0;
                var first = oplog.Records.Cursor();
                if (!first.SeekFirst())
                    return 0;
                var count = 0;
                var cursor = images.Records.Cursor();
                for (var more = cursor.SeekFirst(); more; more = cursor.MoveNext())
                {
                    var image = Documents.Decode(cursor.Value);
                    if (time(image).Value >= first.Key)
                        continue;
                    batch.DeleteUnlogged(ns, cursor.Key, image);
                    count++;
                }

                return count;
            },
            cancellationToken).ConfigureAwait(false);
    }
}
