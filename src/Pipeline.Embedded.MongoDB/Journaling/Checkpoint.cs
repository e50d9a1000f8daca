using System.Buffers.Binary;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Storage;
using Pipeline.Embedded.MongoDB.Indexing;
using Pipeline.Errors;

namespace Pipeline.Embedded.MongoDB.Journaling;

/// <summary>All data at one moment, as frames: for each collection its description, then its documents some at a time; last, an end with the time.</summary>
internal static class Checkpoint
{
    private const int FrameDocumentBytes = 4 * 1024 * 1024;

    public static void Write(Snapshot snapshot, Stream stream)
    {
        foreach (var collection in snapshot.Collections.Values)
        {
            stream.Write(JournalFrame.Of([Documents.Encode(Describe(collection))]));
            var documents = new List<byte[]>();
            var bytes = 0;
            var cursor = collection.Records.Cursor();
            for (var more = cursor.SeekFirst(); more; more = cursor.MoveNext())
            {
                documents.Add(RecordIdDocument(cursor.Key));
                documents.Add(cursor.Value);
                if ((bytes += cursor.Value.Length) < FrameDocumentBytes)
                    continue;
                stream.Write(JournalFrame.Of(documents));
                documents.Clear();
                bytes = 0;
            }

            if (documents.Count > 0)
                stream.Write(JournalFrame.Of(documents));
        }

        stream.Write(JournalFrame.Of([Documents.Encode(new BsonDocument { { "end", true }, { "time", (long)snapshot.Time } })]));
    }

    /// <exception cref="PipelineException"><see cref="EmbeddedMongoErrors.DataDamaged"/>.</exception>
    public static Snapshot Read(string path, DateTime now)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20);
        var reader = new FrameReader(file);
        var collections = Snapshot.Empty.Collections.ToBuilder();
        CollectionLoad? load = null;
        while (reader.Next() is { } content)
        {
            var documents = JournalFrame.Documents(content);
            var first = Documents.Decode(documents.First());
            if (first.TryGetValue("end", out _))
            {
                if (load is not null)
                    collections.Add(load.Namespace, load.ToState());
                return new Snapshot { Collections = collections.ToImmutable(), Time = (ulong)first["time"].AsInt64 };
            }

            if (first.TryGetValue("collection", out _))
            {
                if (load is not null)
                    collections.Add(load.Namespace, load.ToState());
                load = new CollectionLoad(first, now);
            }
            else
            {
                load!.Add(documents);
            }
        }

        throw new PipelineException(EmbeddedMongoErrors.DataDamaged, $"'{path}' is damaged at byte {reader.Position}.");
    }

    private static BsonDocument Describe(CollectionState collection) => new()
    {
        { "collection", collection.Namespace.ToString() },
        { "uuid", Uuids.ToBson(collection.Uuid) },
        { "options", collection.Options.Specification },
        { "indexes", new BsonArray(collection.Indexes.Select(x => x.Definition.Specification)) },
        { "nextRecordId", collection.NextRecordId },
    };

    private static byte[] RecordIdDocument(long recordId)
    {
        // { "": NumberLong(recordId) }, by hand: there is one for each document.
        var bytes = new byte[15];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, bytes.Length);
        bytes[4] = (byte)BsonType.Int64;
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(6), recordId);
        return bytes;
    }

    /// <summary>A collection that is being read. Its indexes are built when all documents are there.</summary>
    private sealed class CollectionLoad(BsonDocument description, DateTime now)
    {
        private readonly Trees.TreeEditor<long, byte[], Trees.NumberOrder> _records = new RecordTree().Edit();
        private long _bytes;

        public Namespace Namespace { get; } = Namespace.Parse(description["collection"].AsString);

        public void Add(IEnumerable<ReadOnlyMemory<byte>> documents)
        {
            long? recordId = null;
            foreach (var document in documents)
            {
                if (recordId is null)
                {
                    recordId = BinaryPrimitives.ReadInt64LittleEndian(document.Span[6..]);
                    continue;
                }

                _records.Set(recordId.Value, document.ToArray());
                _bytes += document.Length;
                recordId = null;
            }
        }

        public CollectionState ToState()
        {
            var state = new CollectionState
            {
                Namespace = Namespace,
                Uuid = Uuids.Read(description["uuid"])!.Value,
                Options = CollectionSpecification.Parse(description["options"].AsBsonDocument),
                Records = _records.ToTree(),
                NextRecordId = description["nextRecordId"].AsInt64,
                Bytes = _bytes,
            };
            return state with
            {
                Indexes = [.. description["indexes"].AsBsonArray.Select(x => IndexBuild.Build(IndexSpecification.Parse(x.AsBsonDocument, null, now), state))],
            };
        }
    }
}
