using AgentKit.Server.Organizations;
using MongoDB.Bson;

namespace AgentKit.Server.Platforms;

/// <summary>A document of <c>platform_credentials</c>: a client's connection to a platform. The credential itself is in the secret store, and only its reference here.</summary>
internal sealed record PlatformCredential : IOrganizationDocument
{
    public const string CollectionName = "platform_credentials";

    public ObjectId Id { get; init; }

    public required string OrganizationId { get; init; }

    public required string ClientId { get; init; }

    public required Platform Platform { get; init; }

    /// <summary>Where the credential is: <c>secret://…</c>. Null where none was ever stored.</summary>
    public string? SecretReference { get; init; }

    /// <summary>The secret store's name of the version that the platform last accepted.</summary>
    public string? SecretVersion { get; init; }

    public PlatformStatus? Status { get; init; }

    /// <summary>The platform's own id of the account that the credential opens, where it tells one.</summary>
    public string? AccountId { get; init; }

    /// <summary>When the platform last answered about the credential.</summary>
    public DateTimeOffset? CheckedAt { get; init; }

    /// <summary>When it last accepted it.</summary>
    public DateTimeOffset? VerifiedAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>Until then, a request that stores or deletes the credential has it to itself. One that died leaves it behind.</summary>
    public DateTimeOffset? BusyUntil { get; init; }

    /// <summary>Grows by one with each change.</summary>
    public long? Version { get; init; }
}
