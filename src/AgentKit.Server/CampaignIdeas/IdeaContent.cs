namespace AgentKit.Server.CampaignIdeas;

/// <summary>What a caller says of an idea.</summary>
internal sealed record IdeaContent
{
    /// <summary>1 to 200 characters.</summary>
    public required string Title { get; init; }

    /// <summary>Up to 4000 characters.</summary>
    public string? Description { get; init; }

    /// <summary>Up to 20 channels: email, meta, search…</summary>
    public IReadOnlyList<string>? Channels { get; init; }

    /// <summary>What it may cost, with two decimal places at most, in the organization's currency.</summary>
    public decimal? Budget { get; init; }
}
