namespace AgentKit.Server.Auditing;

/// <summary>Where security-relevant actions are written, with the caller, the time and the trace id.</summary>
internal interface IAuditLog
{
    /// <summary>Makes a change and writes it down, both or neither: what isn't recorded doesn't happen, and what happens is recorded though its caller hangs up.</summary>
    /// <param name="change">
    /// Makes the change with the caller's <see cref="Organizations.OrganizationDatabase"/>, in a transaction: it may be carried out anew, and catches no error of the
    /// database's.
    /// </param>
    /// <param name="describe">Says what happened.</param>
    /// <typeparam name="T">What was changed.</typeparam>
    /// <returns>What was changed; null where nothing was, and nothing is written then.</returns>
    Task<T?> RecordAsync<T>(Func<CancellationToken, Task<T?>> change, Func<T, AuditEvent> describe)
        where T : class;

    /// <summary>Writes one event by itself. Throws where the database is away.</summary>
    Task WriteAsync(AuditEvent auditEvent, CancellationToken cancellationToken);
}
