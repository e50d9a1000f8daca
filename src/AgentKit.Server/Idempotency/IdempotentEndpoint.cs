namespace AgentKit.Server.Idempotency;

/// <summary>Marks an endpoint that takes <c>Idempotency-Key</c>, for its description.</summary>
internal sealed class IdempotentEndpoint;
