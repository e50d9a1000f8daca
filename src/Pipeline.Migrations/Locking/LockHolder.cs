namespace Pipeline.Migrations.Locking;

/// <summary>Who holds the migration lock of a database.</summary>
/// <param name="By">The user.</param>
/// <param name="Host">The host.</param>
/// <param name="ProcessId">The process there.</param>
/// <param name="Since">When it was taken, by the server's clock.</param>
/// <param name="LeaseUntil">When it ends unless renewed, by the server's clock.</param>
/// <param name="Token">The fencing token: how often the lock has been taken.</param>
public sealed record LockHolder(string By, string Host, int ProcessId, DateTime Since, DateTime LeaseUntil, long Token)
{
    /// <inheritdoc/>
    public override string ToString() => $"{By} on {Host} (process {ProcessId}) since {Since:u}";
}
