using AgentKit.Server.Access;
using AgentKit.Server.Json;
using AgentKit.Server.Organizations;
using MongoDB.Bson;
using MongoDB.Driver;

namespace AgentKit.Server.Clients;

/// <summary>Makes and changes clients of the caller's organisation. A change names the version that it is of, and is lost to whoever came first.</summary>
internal sealed class ClientStore(OrganizationDatabase database, Caller caller, TimeProvider time)
{
    private const int KeptTransitions = 100;

    private static readonly FilterDefinitionBuilder<ClientProfile> Filter = Builders<ClientProfile>.Filter;

    private static readonly UpdateDefinitionBuilder<ClientProfile> Update = Builders<ClientProfile>.Update;

    private readonly OrganizationCollection<ClientProfile> clients = database.Collection<ClientProfile>(ClientProfile.CollectionName);

    /// <summary>Makes a client.</summary>
    /// <returns>Null where its id is taken; what is there already where this very request, cut off before it was answered, made it.</returns>
    public async Task<ClientProfile?> CreateAsync(ObjectId id, ClientContent content, CancellationToken cancellationToken)
    {
        var client = new ClientProfile
        {
            Id = id,
            OrganizationId = caller.OrganizationId,
            ClientId = content.ClientId ?? $"cl_{id}",
            Name = content.Name,
            Contacts = [.. content.Contacts],
            Brand = content.Brand,
            OnboardingStatus = OnboardingStatus.Draft,
            CreatedAt = time.GetUtcNow().ToMilliseconds(),
            CreatedBy = caller.Subject,
            Version = 1,
        };
        try
        {
            await clients.InsertAsync(client, cancellationToken);
            return client;
        }
        catch (MongoWriteException error) when (error.WriteError.Category == ServerErrorCategory.DuplicateKey)
        {
            return await clients.FindOneAsync(Filter.Eq(x => x.ClientId, client.ClientId) & Filter.Eq(x => x.Id, id), cancellationToken);
        }
    }

    /// <returns>The client as it is now; null where it isn't as it was read any more.</returns>
    public Task<ClientProfile?> ChangeAsync(ClientProfile read, ClientContent content, CancellationToken cancellationToken) => clients.UpdateAsync(
        Unchanged(read),
        Changed()
            .Set(x => x.Name, content.Name)
            .Set(x => x.Contacts, [.. content.Contacts])
            .Set(x => x.Brand, content.Brand ?? new ClientBrand()),
        cancellationToken);

    /// <returns>The client as it is now; null where it isn't as it was read any more.</returns>
    public Task<ClientProfile?> TransitionAsync(ClientProfile read, OnboardingStep step, CancellationToken cancellationToken)
    {
        var record = new TransitionRecord { From = read.OnboardingStatus, To = step.To, At = time.GetUtcNow().ToMilliseconds(), By = caller.Subject, Reason = step.Reason, RequestId = step.RequestId };
        return clients.UpdateAsync(
            Unchanged(read),
            Changed().Set(x => x.OnboardingStatus, step.To).PushEach(x => x.Transitions, [record], slice: -KeptTransitions),
            cancellationToken);
    }

    private static FilterDefinition<ClientProfile> Unchanged(ClientProfile read) =>
        Filter.Eq(x => x.ClientId, read.ClientId) & Filter.Eq(x => x.Version, read.Version);

    private UpdateDefinition<ClientProfile> Changed() => Update.Inc(x => x.Version, 1).Set(x => x.UpdatedAt, time.GetUtcNow().ToMilliseconds());
}
