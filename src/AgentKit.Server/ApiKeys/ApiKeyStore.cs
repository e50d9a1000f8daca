using AgentKit.Server.Access;
using AgentKit.Server.Json;
using AgentKit.Server.Organizations;
using MongoDB.Bson;
using MongoDB.Driver;

namespace AgentKit.Server.ApiKeys;

/// <summary>Makes and revokes API keys of the caller's organisation.</summary>
internal sealed class ApiKeyStore(OrganizationDatabase database, Caller caller, TimeProvider time)
{
    private static readonly FilterDefinitionBuilder<ApiKey> Filter = Builders<ApiKey>.Filter;

    private readonly OrganizationCollection<ApiKey> keys = database.Collection<ApiKey>(ApiKey.CollectionName);

    /// <returns>What is to be kept of a new key, and the key itself, which isn't.</returns>
    public (ApiKey Key, string Text) New(string name, CallerRole role, TimeSpan lifetime)
    {
        var (keyId, text) = ApiKeyText.New();
        var now = time.GetUtcNow().ToMilliseconds();
        var key = new ApiKey
        {
            Id = ObjectId.GenerateNewId(),
            OrganizationId = caller.OrganizationId,
            KeyId = keyId,
            Hash = ApiKeyText.Hash(text),
            Name = name,
            Role = role,
            CreatedAt = now,
            CreatedBy = caller.Subject,
            ExpiresAt = now + lifetime,
        };
        return (key, text);
    }

    public async Task<ApiKey> AddAsync(ApiKey key, CancellationToken cancellationToken)
    {
        await keys.InsertAsync(key, cancellationToken);
        return key;
    }

    public Task<ApiKey?> FindAsync(string keyId, CancellationToken cancellationToken) => keys.FindOneAsync(Filter.Eq(x => x.KeyId, keyId), cancellationToken);

    /// <returns>The key as it is now; null where it was revoked before.</returns>
    public Task<ApiKey?> RevokeAsync(string keyId, CancellationToken cancellationToken) => keys.UpdateAsync(
        Filter.Eq(x => x.KeyId, keyId) & Filter.Eq(x => x.RevokedAt, null),
        Builders<ApiKey>.Update.Set(x => x.RevokedAt, time.GetUtcNow().ToMilliseconds()).Set(x => x.RevokedBy, caller.Subject),
        cancellationToken);
}
