using AgentKit.Server.Access;

namespace AgentKit.Server.ApiKeys;

/// <summary>What a caller says of a new API key.</summary>
internal sealed record ApiKeyContent
{
    /// <summary>What it is for, 1 to 100 characters.</summary>
    public required string Name { get; init; }

    /// <summary>What it may do.</summary>
    public required CallerRole Role { get; init; }

    /// <summary>How long it is good for, 1 to 730 days. Default 90.</summary>
    public int? ExpiresInDays { get; init; }
}
