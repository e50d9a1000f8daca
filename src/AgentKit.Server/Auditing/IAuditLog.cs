namespace AgentKit.Server.Auditing;

/// <summary>Where security-relevant actions are written, with the caller, the time and the trace id.</summary>
internal interface IAuditLog
{
    /// <summary>Writes one event. Throws where the database is away: what isn't recorded doesn't happen.</summary>
    Task WriteAsync(AuditEvent auditEvent, CancellationToken cancellationToken);
}
