using AgentKit.Server.Organizations;
using MongoDB.Bson;

namespace AgentKit.Server.CampaignIdeas;

/// <summary>A document of <c>campaign_ideas</c>.</summary>
internal sealed record CampaignIdea : IOrganizationDocument
{
    public const string CollectionName = "campaign_ideas";

    public ObjectId Id { get; init; }

    public required string OrganizationId { get; init; }

    public required string ClientId { get; init; }

    public required string Title { get; init; }

    public string? Description { get; init; }

    public List<string>? Channels { get; init; }

    public decimal? Budget { get; init; }

    public IdeaStatus Status { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public string? CreatedBy { get; init; }

    public DateTimeOffset? ArchivedAt { get; init; }

    public string? ArchivedBy { get; init; }

    public long? Version { get; init; }
}
