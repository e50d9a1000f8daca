namespace AgentKit.Server.Platforms.Checking;

/// <summary>What a platform answered when it was asked about a credential.</summary>
internal sealed record PlatformAnswer(PlatformOutcome Outcome)
{
    /// <summary>The platform's id of the account, where it is accepted and the platform tells one.</summary>
    public string? AccountId { get; init; }

    /// <summary>When to ask again, where the platform said so.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What was wrong, for the log: a status or a kind of failure, nothing of the content.</summary>
    public string? Reason { get; init; }

    public static PlatformAnswer Accepted(string? accountId = null) => new(PlatformOutcome.Accepted) { AccountId = accountId };

    public static PlatformAnswer Unexpected(string reason) => new(PlatformOutcome.Unexpected) { Reason = reason };

    public static PlatformAnswer Unavailable(string reason, TimeSpan? retryAfter = null) => new(PlatformOutcome.Unavailable) { Reason = reason, RetryAfter = retryAfter };
}
