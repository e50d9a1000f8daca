using AgentKit.Server.Access;
using AgentKit.Server.Json;
using AgentKit.Server.Organizations;
using MongoDB.Bson;
using MongoDB.Driver;

namespace AgentKit.Server.Idempotency;

/// <summary>Keeps requests and their answers for a caller.</summary>
internal sealed class IdempotencyStore(OrganizationDatabase database, Caller caller, TimeProvider time)
{
    /// <summary>How long an answer is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>After this, a request without an answer was cut off with its process, and may be carried out anew.</summary>
    public static readonly TimeSpan LongestRequest = TimeSpan.FromMinutes(2);

    private static readonly FilterDefinitionBuilder<IdempotencyRecord> Filter = Builders<IdempotencyRecord>.Filter;

    private readonly OrganizationCollection<IdempotencyRecord> records = database.Collection<IdempotencyRecord>(IdempotencyRecord.CollectionName);

    /// <summary>Takes the key for this request, or says who has it.</summary>
    /// <returns>The record, and whether the request is now this one's to carry out.</returns>
    public async Task<(IdempotencyRecord? Record, bool IsTaken)> TakeAsync(string key, string requestHash, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToMilliseconds();
        var record = new IdempotencyRecord
        {
            Id = ObjectId.GenerateNewId(),
            OrganizationId = caller.OrganizationId,
            Subject = caller.Subject,
            Key = key,
            RequestHash = requestHash,
            LockedUntil = now + LongestRequest,
            CreatedAt = now,
            ExpiresAt = now + Kept,
        };
        try
        {
            await records.InsertAsync(record, cancellationToken);
            return (record, true);
        }
        catch (MongoWriteException error) when (error.WriteError.Category == ServerErrorCategory.DuplicateKey)
        {
            var other = await records.FindOneAsync(Filter.Eq(x => x.Subject, caller.Subject) & Filter.Eq(x => x.Key, key), cancellationToken);
            if (other?.LockedUntil is not { } until || until > now || other.RequestHash != requestHash)
                return (other, false);

            // One of those that come now goes on; the others find the lock renewed.
            var taken = await records.UpdateAsync(Filter.Eq(x => x.Id, other.Id) & Filter.Eq(x => x.LockedUntil, until), Builders<IdempotencyRecord>.Update.Set(x => x.LockedUntil, now + LongestRequest), cancellationToken);
            return taken is null ? (other, false) : (taken, true);
        }
    }

    public Task CompleteAsync(IdempotencyRecord record, IdempotentResponse response, CancellationToken cancellationToken) => records.UpdateAsync(
        Held(record),
        Builders<IdempotencyRecord>.Update.Set(x => x.Response, response).Unset(x => x.LockedUntil),
        cancellationToken);

    /// <summary>Forgets a request that changed nothing.</summary>
    public Task ReleaseAsync(IdempotencyRecord record, CancellationToken cancellationToken) => records.DeleteAsync(Held(record), cancellationToken);

    /// <summary>Lets the request be carried out anew, under the same id.</summary>
    public Task UnlockAsync(IdempotencyRecord record, CancellationToken cancellationToken) =>
        records.UpdateAsync(Held(record), Builders<IdempotencyRecord>.Update.Set(x => x.LockedUntil, record.CreatedAt), cancellationToken);

    // Whoever was too slow has lost the key to another, and has no say any more.
    private static FilterDefinition<IdempotencyRecord> Held(IdempotencyRecord record) => Filter.Eq(x => x.Id, record.Id) & Filter.Eq(x => x.LockedUntil, record.LockedUntil);
}
