using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Sessions;

/// <summary>The guard of a write outside of transactions: it waits for those that are in its way.</summary>
internal sealed class PlainGuard(WriteIntents intents) : IWriteGuard
{
    public long FirstRecordId => 1;

    public void ClaimRecord(CollectionState collection, long recordId, byte[] document) => WaitFor(intents.HolderOf(collection.Uuid, recordId));

    public void ClaimKey(CollectionState collection, string index, byte[] key) => WaitFor(intents.HolderOf(collection.Uuid, index, key));

    public void ClaimCollection(Namespace ns, CollectionState? collection)
    {
        WaitFor(intents.HolderOf(ns));
        if (collection is not null)
            WaitFor(intents.UserOf(collection.Uuid, except: null));
    }

    private static void WaitFor(Transaction? holder)
    {
        if (holder is not null)
            throw new BlockedException(holder.Ended);
    }
}
