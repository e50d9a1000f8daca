using AgentKit.Server.Json;
using AgentKit.Server.Organizations;
using MongoDB.Driver;

namespace AgentKit.Server.Clients;

/// <summary>Finds a client of the caller's organisation.</summary>
internal sealed class ClientReader(OrganizationDatabase database)
{
    private readonly OrganizationCollection<ClientProfile> clients = database.Collection<ClientProfile>(ClientProfile.CollectionName);

    public async Task<ClientProfile?> FindAsync(string clientId, CancellationToken cancellationToken) =>
        TextForm.Id.IsMatch(clientId) ? await clients.FindOneAsync(Builders<ClientProfile>.Filter.Eq(x => x.ClientId, clientId), cancellationToken) : null;
}
