namespace Pipeline.Embedded.MongoDB.Commands;

/// <summary>What may be done with a command.</summary>
[Flags]
internal enum CommandTraits
{
    None = 0,

    /// <summary>Inside a transaction.</summary>
    InTransactions = 1,

    /// <summary>With a write concern.</summary>
    Writes = 2,

    /// <summary>Again with the same <c>txnNumber</c>, without doing it twice.</summary>
    Retryable = 4,

    /// <summary>With a read concern other than local and snapshot.</summary>
    ReadConcern = 8,

    /// <summary>With the read concern snapshot, outside of transactions.</summary>
    Snapshots = 64,

    /// <summary>Before a client has authenticated.</summary>
    Unauthenticated = 16,

    /// <summary>On the admin database only.</summary>
    AdminOnly = 32,
}
