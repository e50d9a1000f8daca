namespace Pipeline.Embedded.MongoDB.Storage;

/// <summary>How a batch is written.</summary>
internal sealed record WriteOptions
{
    public IWriteGuard Guard { get; init; } = OpenGuard.Instance;

    /// <summary>Of a retryable write or a transaction. Default none.</summary>
    public WriteIdentity? Identity { get; init; }

    /// <summary><c>j: true</c>: on the disk before it is acknowledged.</summary>
    public bool IsJournaled { get; init; }
}
