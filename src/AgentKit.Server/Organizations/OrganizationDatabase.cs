using MongoDB.Driver;

namespace AgentKit.Server.Organizations;

/// <summary>
/// The database as one organisation sees it, and the one place where queries are narrowed to it. A request's service is that of its caller.
/// </summary>
internal sealed class OrganizationDatabase(IMongoDatabase database, string organizationId)
{
    public string OrganizationId { get; } = organizationId;

    public OrganizationCollection<T> Collection<T>(string name)
        where T : class, IOrganizationDocument => new(database.GetCollection<T>(name), OrganizationId);
}
