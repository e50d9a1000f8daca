using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Journaling;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Tests.Journaling;

/// <summary>A data directory of its own, and what a store makes of it.</summary>
internal sealed class StoreDirectory : IDisposable
{
    private static readonly Namespace Items = new("d", "items");

    public string Path { get; } = Directory.CreateTempSubdirectory("journal-").FullName;

    public string LastSegment => Directory.GetFiles(Path, "journal-*.log").Order().Last();

    public Store Open(long checkpointAfterBytes = long.MaxValue) =>
        Store.Open(new StoreOptions { DataDirectory = Path, Sync = JournalSync.OnRequest, CheckpointAfterBytes = checkpointAfterBytes }, TimeProvider.System);

    /// <summary>One batch with documents of these ids.</summary>
    public static Task WriteAsync(Store store, params int[] ids) => store.WriteAsync(
        new WriteOptions(),
        batch =>
        {
            if (batch.Head(Items) is null)
                batch.Create(Items, new CollectionOptions());
            foreach (var id in ids)
            {
                var document = new BsonDocument { { "_id", id }, { "text", new string('x', 20) } };
                batch.Insert(Items, Documents.Encode(document), document);
            }

            return true;
        },
        CancellationToken.None);

    public static int[] Ids(Store store) => store.Current.Find(Items) is { } items ? [.. Records(items).Select(x => Documents.Decode(x.Bytes)["_id"].AsInt32)] : [];

    /// <summary>All that a store holds, as text to compare.</summary>
    public static string[] Describe(Store store) =>
    [
        .. store.Current.All().OrderBy(x => x.Namespace.ToString(), StringComparer.Ordinal).SelectMany(collection => (string[])
        [
            $"{collection.Namespace} {UuidOf(collection)} {collection.Options.Specification} {collection.Bytes} {collection.NextRecordId}",
            .. collection.Indexes.Select(x => $"{x.Definition.Specification} {x.IsMultikey} {x.Entries.Count} {x.Bytes}"),
            .. Records(collection).Select(x => $"{x.RecordId}: {Documents.Decode(x.Bytes)}"),
        ]),
    ];

    public void Dispose() => Directory.Delete(Path, recursive: true);

    /// <summary>Views have none that anyone sees, nor have the server's own collections.</summary>
    private static Guid? UuidOf(CollectionState collection) =>
        collection.IsView || collection.Namespace == Namespace.PreImages || collection.Namespace == Namespace.RetryAnswers ? null : collection.Uuid;

    private static IEnumerable<(long RecordId, byte[] Bytes)> Records(CollectionState collection)
    {
        var cursor = collection.Records.Cursor();
        for (var more = cursor.SeekFirst(); more; more = cursor.MoveNext())
            yield return (cursor.Key, cursor.Value);
    }
}
