using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Sessions;

/// <summary>The guard of a transaction's writes: the first writer wins, and who comes second gets a WriteConflict.</summary>
internal sealed class TransactionGuard(Transaction transaction, WriteIntents intents, Func<Snapshot> latest) : IWriteGuard
{
    public long FirstRecordId => 1L << 62;

    public void ClaimRecord(CollectionState collection, long recordId, byte[] document)
    {
        // Its own insert, which nobody else has seen.
        if (recordId >= FirstRecordId)
            return;

        var holder = intents.HolderOf(collection.Uuid, recordId);
        if (holder == transaction)
            return;
        if (holder is not null || Latest(collection) is not { } now || !now.Records.TryGet(recordId, out var current) || !ReferenceEquals(current, document))
            throw Conflict();
        intents.Claim(transaction, collection.Uuid, recordId);
    }

    public void ClaimKey(CollectionState collection, string index, byte[] key)
    {
        var holder = intents.HolderOf(collection.Uuid, index, key);
        if (holder == transaction)
            return;
        if (holder is not null)
            throw Conflict();

        // Someone committed this key after the transaction's snapshot was taken. One that was there before is the transaction's own
        // document's, which it changes or has deleted: another's would have been a duplicate.
        if (HolderIn(Latest(collection), index, key) is { } found && HolderIn(transaction.Batch.Start.Find(collection.Namespace), index, key) != found)
            throw Conflict();
        intents.Claim(transaction, collection.Uuid, index, key);
    }

    public void ClaimCollection(Namespace ns, CollectionState? collection)
    {
        if (intents.HolderOf(ns) is { } holder && holder != transaction)
            throw Conflict();
        if (collection is null && latest().Find(ns) is not null)
            throw Conflict();
        if (collection is not null && intents.UserOf(collection.Uuid, except: transaction) is not null)
            throw Conflict();
        intents.Claim(transaction, ns);
    }

    private static long? HolderIn(CollectionState? collection, string index, byte[] key) =>
        collection?.Index(index) is { } state ? Lookup.ByKey(collection, state, key)?.RecordId : null;

    /// <summary>The collection as it is outside, unless it is the transaction's own.</summary>
    private CollectionState? Latest(CollectionState collection) => latest().Find(collection.Namespace) is { } now && now.Uuid == collection.Uuid ? now : null;

    private static CommandException Conflict() => new(ServerError.WriteConflict, "Caused by :: Write conflict during plan execution and yielding is disabled. :: Please retry your operation or multi-document transaction.");
}
