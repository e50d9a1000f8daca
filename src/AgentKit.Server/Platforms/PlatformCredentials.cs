using AgentKit.Server.Json;
using AgentKit.Server.Organizations;
using MongoDB.Bson;
using MongoDB.Driver;

namespace AgentKit.Server.Platforms;

/// <summary>The documents of connections, each changed only where it still is as it was read.</summary>
internal sealed class PlatformCredentials(OrganizationDatabase database, TimeProvider time)
{
    private static readonly Platform[] Known = Enum.GetValues<Platform>();
    private static readonly FilterDefinitionBuilder<PlatformCredential> Where = Builders<PlatformCredential>.Filter;

    private readonly OrganizationCollection<PlatformCredential> documents = database.Collection<PlatformCredential>(PlatformCredential.CollectionName);

    public string OrganizationId => database.OrganizationId;

    /// <summary>The time, as a document keeps it.</summary>
    public DateTimeOffset Now => time.GetUtcNow().ToMilliseconds();

    public Task<PlatformCredential?> FindAsync(string clientId, Platform platform, CancellationToken cancellationToken) =>
        documents.FindOneAsync(Where.Eq(x => x.ClientId, clientId) & Where.Eq(x => x.Platform, platform), cancellationToken);

    // Platforms of before 0.2.0 aren't among the known.
    public Task<IReadOnlyList<PlatformCredential>> ListAsync(string clientId, CancellationToken cancellationToken) =>
        documents.FindAsync(Where.Eq(x => x.ClientId, clientId) & Where.In(x => x.Platform, Known), Builders<PlatformCredential>.Sort.Ascending(x => x.Platform), Known.Length, cancellationToken);

    public async Task<bool> AnyConnectedAsync(string clientId, CancellationToken cancellationToken) =>
        await documents.CountAsync(Where.Eq(x => x.ClientId, clientId) & Where.In(x => x.Platform, Known) & Where.Eq(x => x.Status, PlatformStatus.Connected), 1, cancellationToken) > 0;

    /// <summary>A new document; null where there is one already.</summary>
    public async Task<PlatformCredential?> AddAsync(string clientId, Platform platform, Func<PlatformCredential, PlatformCredential> fill, CancellationToken cancellationToken)
    {
        var now = Now;
        var document = fill(new PlatformCredential { Id = ObjectId.GenerateNewId(), OrganizationId = database.OrganizationId, ClientId = clientId, Platform = platform, CreatedAt = now, UpdatedAt = now, Version = 1 });
        try
        {
            await documents.InsertAsync(document, cancellationToken);
            return document;
        }
        catch (MongoWriteException error) when (error.WriteError.Category == ServerErrorCategory.DuplicateKey)
        {
            return null;
        }
    }

    /// <summary>The document with a change; null where it has changed since it was read, or is gone.</summary>
    public async Task<PlatformCredential?> ChangeAsync(PlatformCredential read, Func<PlatformCredential, PlatformCredential> change, CancellationToken cancellationToken)
    {
        var changed = change(read) with { UpdatedAt = Now, Version = (read.Version ?? 0) + 1 };
        return await documents.ReplaceAsync(AsRead(read), changed, cancellationToken) ? changed : null;
    }

    public Task<bool> DeleteAsync(PlatformCredential read, CancellationToken cancellationToken) => documents.DeleteAsync(AsRead(read), cancellationToken);

    private static FilterDefinition<PlatformCredential> AsRead(PlatformCredential read) => Where.Eq(x => x.Id, read.Id) & Where.Eq(x => x.Version, read.Version);
}
