using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Cursors;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.ChangeStreams;

/// <summary>Reads the oplog on and on, and takes out the changes within a scope. What isn't in the scope isn't decoded.</summary>
internal sealed class ChangeReader
{
    private readonly Store _store;
    private readonly ChangeStreamScope _scope;
    private readonly TailReader _oplog;

    /// <param name="store">Whose oplog is read.</param>
    /// <param name="scope">What is watched.</param>
    /// <param name="from">The time of the first entry to read.</param>
    /// <exception cref="CommandException">ChangeStreamHistoryLost.</exception>
    public ChangeReader(Store store, ChangeStreamScope scope, ulong from)
    {
        _store = store;
        _scope = scope;
        _oplog = new TailReader(store, Namespace.Oplog, (long)from - 1) { Check = RequireHistory };
        RequireHistory(store.Current.Find(Namespace.Oplog), _oplog);
    }

    /// <summary>The time of the last entry that was read.</summary>
    public ulong Position => (ulong)_oplog.Position;

    /// <returns>The changes of the next entry that has any in the scope; <see langword="null"/> where the log's end is reached.</returns>
    public IReadOnlyList<ChangeOperation>? Next()
    {
        while (_oplog.Next() is { } bytes)
        {
            var fields = new RawFields(bytes);
            if (!fields.MoveTo("op"u8))
                continue;
            var kind = fields.Text[0];
            if (kind == 'n' || (kind != 'c' && !(fields.MoveTo("ns"u8) && _scope.Includes(fields.Text))))
                continue;

            var operations = kind == 'c' && IsTransaction(bytes, out var isPartial) ? isPartial ? [] : OfTransaction(bytes) : [Single(bytes)];
            if (operations.Count > 0)
                return operations;
        }

        return null;
    }

    private static bool IsTransaction(byte[] bytes, out bool isPartial)
    {
        isPartial = false;
        var fields = new RawFields(bytes);
        if (!fields.MoveTo("o"u8))
            return false;
        var command = new RawFields(fields.Value);
        if (!command.MoveNext() || !command.Name.SequenceEqual("applyOps"u8))
            return false;
        isPartial = command.MoveTo("partialTxn"u8);
        return true;
    }

    private ChangeOperation Single(byte[] bytes)
    {
        var entry = Documents.Decode(bytes);
        return new ChangeOperation { Entry = entry, Time = Position, WallTime = entry["wall"], Bytes = bytes.Length, PreImageTime = Position };
    }

    /// <summary>A long transaction has several entries; each names the one before, and the last one is the commit.</summary>
    private List<ChangeOperation> OfTransaction(byte[] last)
    {
        var parts = new Stack<byte[]>();
        for (byte[]? part = last; part is not null; part = Previous(part))
            parts.Push(part);

        var first = TimeOf(parts.Peek());
        var operations = new List<ChangeOperation>();
        var frame = Frame(last);
        var index = 0;
        foreach (var part in parts)
        {
            var fields = new RawFields(part);
            fields.MoveTo("o"u8);
            var command = new RawFields(fields.Value);
            command.MoveNext();
            var applied = new RawFields(command.Value);
            for (; applied.MoveNext(); index++)
            {
                if (!IsWithin(applied.Value))
                    continue;
                ((ReadOnlySpan<byte>)part).Overlaps(applied.Value, out var offset);
                operations.Add(new ChangeOperation
                {
                    Entry = Documents.Decode(part.AsMemory(offset, applied.Value.Length)),
                    Time = Position,
                    WallTime = frame["wall"],
                    Bytes = applied.Value.Length,
                    TransactionIndex = index,
                    SessionId = frame.GetValue("lsid", null),
                    TransactionNumber = frame.GetValue("txnNumber", null),
                    PreImageTime = first,
                });
            }
        }

        return operations;
    }

    private bool IsWithin(ReadOnlySpan<byte> operation)
    {
        var fields = new RawFields(operation);
        if (!fields.MoveTo("op"u8))
            return false;
        return fields.Text[0] == 'c' || (fields.MoveTo("ns"u8) && _scope.Includes(fields.Text));
    }

    private byte[]? Previous(byte[] part)
    {
        var fields = new RawFields(part);
        if (!fields.MoveTo("prevOpTime"u8))
            return null;
        var time = new RawFields(fields.Value);
        if (!time.MoveTo("ts"u8) || BitConverter.ToInt64(time.Value) is not (not 0 and var previous))
            return null;
        return _store.Current.Find(Namespace.Oplog)!.Records.TryGet(previous, out var bytes) ? bytes : throw HistoryLost();
    }

    private static ulong TimeOf(byte[] entry)
    {
        var fields = new RawFields(entry);
        return fields.MoveTo("ts"u8) ? BitConverter.ToUInt64(fields.Value) : 0;
    }

    /// <summary>The entry but for the changes in it.</summary>
    private static BsonDocument Frame(byte[] bytes)
    {
        using var raw = Documents.Raw(bytes);
        var frame = new BsonDocument();
        foreach (var name in (string[])["lsid", "txnNumber", "wall"])
        {
            if (raw.TryGetValue(name, out var value))
                frame.Add(name, value is RawBsonDocument document ? Documents.Decode(Documents.Encode(document)) : value);
        }

        return frame;
    }

    /// <summary>The log must go on right after what was read; its oldest entries are forgotten. A log that still has its first entry has lost nothing.</summary>
    private static void RequireHistory(CollectionState? oplog, TailReader reader)
    {
        var cursor = oplog?.Records.Cursor();
        if (cursor is null || !cursor.SeekFirst() || cursor.Key <= reader.Position + 1)
            return;
        if (Documents.Decode(cursor.Value) is not { } first || first["op"] != "n" || first["o"].AsBsonDocument.GetValue("msg", "") != "initiating set")
            throw HistoryLost();
    }

    private static CommandException HistoryLost() => new(ServerError.ChangeStreamHistoryLost, "Resume of change stream was not possible, as the resume point may no longer be in the oplog.")
    {
        Labels = [ChangeStreamCursor.NonResumable],
    };
}
