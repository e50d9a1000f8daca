using AgentKit.Server.Access;

namespace AgentKit.Server.ApiKeys;

/// <summary>An API key, as callers see it.</summary>
internal sealed record ApiKeyView
{
    /// <summary>Its id, which is also a part of the key.</summary>
    public required string KeyId { get; init; }

    /// <summary>The key itself: only in the answer that made it, and never again.</summary>
    public string? Key { get; init; }

    /// <summary>What it is for.</summary>
    public required string Name { get; init; }

    /// <summary>What it may do.</summary>
    public required CallerRole Role { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who made it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>From when on it is refused, UTC.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was used last, UTC, to the minute.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>When it was revoked, UTC.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    public static ApiKeyView Of(ApiKey key) => new()
    {
        KeyId = key.KeyId,
        Name = key.Name,
        Role = key.Role,
        CreatedAt = key.CreatedAt,
        CreatedBy = key.CreatedBy,
        ExpiresAt = key.ExpiresAt,
        LastUsedAt = key.LastUsedAt,
        RevokedAt = key.RevokedAt,
    };
}
