namespace AgentKit.Server.Platforms;

/// <summary>A connection, as callers see it: nothing of the credential, nor where it is kept.</summary>
internal sealed record PlatformConnection
{
    public required Platform Platform { get; init; }

    public required PlatformStatus Status { get; init; }

    public string? AccountId { get; init; }

    public DateTimeOffset? CheckedAt { get; init; }

    public DateTimeOffset? VerifiedAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    public static PlatformConnection Of(PlatformCredential document) => new()
    {
        Platform = document.Platform,
        // Documents of before 0.2.0 have no status: nobody ever asked the platform.
        Status = document.Status ?? PlatformStatus.Pending,
        AccountId = document.AccountId,
        CheckedAt = document.CheckedAt,
        VerifiedAt = document.VerifiedAt,
        CreatedAt = document.CreatedAt,
        UpdatedAt = document.UpdatedAt,
    };
}
