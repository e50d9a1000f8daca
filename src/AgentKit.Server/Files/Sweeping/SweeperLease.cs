using MongoDB.Bson;
using MongoDB.Driver;

namespace AgentKit.Server.Files.Sweeping;

/// <summary>A document of <c>leases</c>: which instance does a task that only one should do.</summary>
internal sealed record SweeperLease
{
    public const string CollectionName = "leases";

    public required string Id { get; init; }

    public required string Holder { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Takes or keeps it. False while another instance has it.</summary>
    public static async Task<bool> TryTakeAsync(IMongoCollection<SweeperLease> leases, SweeperLease wanted, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var filter = Builders<SweeperLease>.Filter;
        try
        {
            await leases.FindOneAndUpdateAsync(
                filter.Eq(x => x.Id, wanted.Id) & (filter.Lte(x => x.ExpiresAt, now) | filter.Eq(x => x.Holder, wanted.Holder)),
                Builders<SweeperLease>.Update.Set(x => x.Holder, wanted.Holder).Set(x => x.ExpiresAt, wanted.ExpiresAt),
                new FindOneAndUpdateOptions<SweeperLease, BsonDocument> { IsUpsert = true, Projection = "{ _id: 1 }" },
                cancellationToken);
            return true;
        }
        catch (MongoCommandException error) when (error.Code == 11000)
        {
            // It is there and somebody else's: the upsert met its id.
            return false;
        }
    }
}
