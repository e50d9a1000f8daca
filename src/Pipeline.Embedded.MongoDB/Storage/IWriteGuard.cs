namespace Pipeline.Embedded.MongoDB.Storage;

/// <summary>Asked before a write, so that two transactions, or a transaction and a plain write, don't change one document.</summary>
internal interface IWriteGuard
{
    /// <summary>The least record id of a new document.</summary>
    long FirstRecordId { get; }

    /// <summary>Before a document is changed or deleted.</summary>
    /// <exception cref="Errors.CommandException">WriteConflict, inside a transaction.</exception>
    /// <exception cref="Sessions.BlockedException">Outside of a transaction, while one has the document.</exception>
    void ClaimRecord(CollectionState collection, long recordId, byte[] document);

    /// <summary>Before a key is added to a unique index, that of _id included. Errors as with <see cref="ClaimRecord"/>.</summary>
    void ClaimKey(CollectionState collection, string index, byte[] key);

    /// <summary>Before a collection is created, dropped, renamed or changed in its indexes or options.</summary>
    void ClaimCollection(Namespace ns, CollectionState? collection);
}
