namespace AgentKit.Server.CampaignIdeas;

/// <summary>Whether an idea is still of interest.</summary>
internal enum IdeaStatus
{
    Open,
    Archived,
}
