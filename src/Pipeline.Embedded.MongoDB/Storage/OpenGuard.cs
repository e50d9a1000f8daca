namespace Pipeline.Embedded.MongoDB.Storage;

/// <summary>Lets everything through: the journal that is read, and a transaction that commits what it had claimed.</summary>
internal sealed class OpenGuard : IWriteGuard
{
    public static OpenGuard Instance { get; } = new();

    public long FirstRecordId => 1;

    public void ClaimRecord(CollectionState collection, long recordId, byte[] document)
    {
    }

    public void ClaimKey(CollectionState collection, string index, byte[] key)
    {
    }

    public void ClaimCollection(Namespace ns, CollectionState? collection)
    {
    }
}
