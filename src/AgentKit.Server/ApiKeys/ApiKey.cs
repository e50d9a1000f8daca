using AgentKit.Server.Access;
using AgentKit.Server.Organizations;
using MongoDB.Bson;

namespace AgentKit.Server.ApiKeys;

/// <summary>A document of <c>api_keys</c>.</summary>
internal sealed record ApiKey : IOrganizationDocument
{
    public const string CollectionName = "api_keys";

    public ObjectId Id { get; init; }

    public required string OrganizationId { get; init; }

    /// <summary>The part of the key that is no secret.</summary>
    public required string KeyId { get; init; }

    /// <summary>SHA-256 of the whole key.</summary>
    public required byte[] Hash { get; init; }

    public required string Name { get; init; }

    public required CallerRole Role { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>To the minute.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }

    public string? RevokedBy { get; init; }

    public bool IsUsable(DateTimeOffset now) => RevokedAt is null && now < ExpiresAt;
}
