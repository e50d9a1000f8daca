using AgentKit.Server.Access;
using AgentKit.Server.Json;
using AgentKit.Server.Organizations;
using MongoDB.Bson;
using MongoDB.Driver;

namespace AgentKit.Server.CampaignIdeas;

/// <summary>Makes and archives ideas of the caller's organisation.</summary>
internal sealed class IdeaStore(OrganizationDatabase database, Caller caller, TimeProvider time)
{
    private static readonly FilterDefinitionBuilder<CampaignIdea> Filter = Builders<CampaignIdea>.Filter;

    private readonly OrganizationCollection<CampaignIdea> ideas = database.Collection<CampaignIdea>(CampaignIdea.CollectionName);

    public async Task<CampaignIdea> CreateAsync(ObjectId id, string clientId, IdeaContent content, CancellationToken cancellationToken)
    {
        var idea = new CampaignIdea
        {
            Id = id,
            OrganizationId = caller.OrganizationId,
            ClientId = clientId,
            Title = content.Title,
            Description = content.Description,
            Channels = content.Channels?.ToList(),
            Budget = content.Budget,
            Status = IdeaStatus.Open,
            CreatedAt = time.GetUtcNow().ToMilliseconds(),
            CreatedBy = caller.Subject,
            Version = 1,
        };
        try
        {
            await ideas.InsertAsync(idea, cancellationToken);
            return idea;
        }
        catch (MongoWriteException error) when (error.WriteError.Category == ServerErrorCategory.DuplicateKey)
        {
            // Made by this very request, which was cut off before it was answered.
            return await ideas.FindOneAsync(Filter.Eq(x => x.Id, id), cancellationToken) ?? throw new InvalidOperationException("An idea's id is taken and isn't there.", error);
        }
    }

    public async Task<CampaignIdea?> FindAsync(string clientId, string ideaId, CancellationToken cancellationToken) =>
        ObjectId.TryParse(ideaId, out var id) ? await ideas.FindOneAsync(Filter.Eq(x => x.Id, id) & Filter.Eq(x => x.ClientId, clientId), cancellationToken) : null;

    /// <returns>The idea as it is now; null where it isn't as it was read any more.</returns>
    public Task<CampaignIdea?> ArchiveAsync(CampaignIdea read, CancellationToken cancellationToken) => ideas.UpdateAsync(
        Filter.Eq(x => x.Id, read.Id) & Filter.Eq(x => x.Version, read.Version),
        Builders<CampaignIdea>.Update
            .Set(x => x.Status, IdeaStatus.Archived)
            .Set(x => x.ArchivedAt, time.GetUtcNow().ToMilliseconds())
            .Set(x => x.ArchivedBy, caller.Subject)
            .Inc(x => x.Version, 1),
        cancellationToken);
}
