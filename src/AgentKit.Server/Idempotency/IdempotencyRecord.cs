using AgentKit.Server.Organizations;
using MongoDB.Bson;

namespace AgentKit.Server.Idempotency;

/// <summary>A document of <c>idempotency_keys</c>: a request that a caller may send again, and what it was answered. The database deletes it when its time is over.</summary>
internal sealed record IdempotencyRecord : IOrganizationDocument
{
    public const string CollectionName = "idempotency_keys";

    /// <summary>Also the <c>_id</c> of what the request creates, so that a request that was cut off can't create it twice.</summary>
    public ObjectId Id { get; init; }

    public required string OrganizationId { get; init; }

    /// <summary>Keys of one caller mean nothing to another.</summary>
    public required string Subject { get; init; }

    public required string Key { get; init; }

    /// <summary>SHA-256 of method, path, query and body, in hex.</summary>
    public required string RequestHash { get; init; }

    /// <summary>Until when the request counts as being carried out; null once it is answered.</summary>
    public DateTimeOffset? LockedUntil { get; init; }

    /// <summary>What was answered; null before.</summary>
    public IdempotentResponse? Response { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}
