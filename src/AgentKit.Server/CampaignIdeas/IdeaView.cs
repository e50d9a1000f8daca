namespace AgentKit.Server.CampaignIdeas;

/// <summary>An idea for a client's campaign, as callers see it.</summary>
internal sealed record IdeaView
{
    /// <summary>Its id.</summary>
    public required string IdeaId { get; init; }

    /// <summary>The client that it is for.</summary>
    public required string ClientId { get; init; }

    /// <summary>What it is called.</summary>
    public required string Title { get; init; }

    /// <summary>What it is about.</summary>
    public string? Description { get; init; }

    /// <summary>Where it would run.</summary>
    public IReadOnlyList<string>? Channels { get; init; }

    /// <summary>What it may cost.</summary>
    public decimal? Budget { get; init; }

    /// <summary>Whether it is still of interest.</summary>
    public required IdeaStatus Status { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who made it.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>When it was archived, UTC.</summary>
    public DateTimeOffset? ArchivedAt { get; init; }

    public static IdeaView Of(CampaignIdea idea) => new()
    {
        IdeaId = idea.Id.ToString(),
        ClientId = idea.ClientId,
        Title = idea.Title,
        Description = idea.Description,
        Channels = idea.Channels,
        Budget = idea.Budget,
        Status = idea.Status,
        CreatedAt = idea.CreatedAt,
        CreatedBy = idea.CreatedBy,
        ArchivedAt = idea.ArchivedAt,
    };
}
