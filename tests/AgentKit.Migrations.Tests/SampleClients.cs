using MongoDB.Bson;
using MongoDB.Driver;

namespace AgentKit.Migrations.Tests;

/// <summary>Documents as the application of the time would have written them.</summary>
internal static class SampleClients
{
    private static readonly DateTime s_created = new(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Puts them in once their collections are there.</summary>
    public static Task AddAsync(IMongoDatabase database, long version, CancellationToken cancellationToken) => version switch
    {
        202611230001 => AddAllAsync(database, cancellationToken),
        // The old version still runs after the backfill, and the new one already does.
        202611230003 => database.GetCollection<BsonDocument>("client_profiles").InsertManyAsync([Client("late", 900), New("new", 901)], cancellationToken: cancellationToken),
        202611240003 => database.GetCollection<BsonDocument>("client_profiles").InsertOneAsync(Client("later", 902).Set("onboarding_status", "in_progress"), cancellationToken: cancellationToken),
        _ => Task.CompletedTask,
    };

    public static BsonDocument Client(string id, int number) => Core(id, number).Add("contact_email", $"{id}@example.com");

    public static BsonDocument New(string id, int number) => Core(id, number).Add("contacts", new BsonArray { new BsonDocument { { "email", $"{id}@example.com" }, { "role", "primary" } } });

    private static BsonDocument Core(string id, int number) => new()
    {
        { "organization_id", $"o{number % 3}" },
        { "client_id", id },
        { "name", $"Client {number}" },
        { "onboarding_status", "invited" },
        { "created_at", s_created.AddMinutes(number) },
    };

    private static async Task AddAllAsync(IMongoDatabase database, CancellationToken cancellationToken)
    {
        await database.GetCollection<BsonDocument>("client_profiles").InsertManyAsync(Enumerable.Range(0, 1200).Select(x => Client($"c{x}", x)), cancellationToken: cancellationToken);
        await database.GetCollection<BsonDocument>("uploaded_files").InsertOneAsync(new BsonDocument { { "organization_id", "o1" }, { "client_id", "c1" }, { "file_category", "logo" }, { "file_name", "logo.png" }, { "content_type", "image/png" }, { "size_bytes", 17L }, { "object_key", "c1/logo.png" }, { "uploaded_at", s_created } }, cancellationToken: cancellationToken);
        await database.GetCollection<BsonDocument>("platform_credentials").InsertOneAsync(new BsonDocument { { "organization_id", "o1" }, { "client_id", "c1" }, { "platform", "meta" }, { "secret_reference", "secret://meta/c1" }, { "created_at", s_created } }, cancellationToken: cancellationToken);
        await database.GetCollection<BsonDocument>("campaign_ideas").InsertOneAsync(new BsonDocument { { "organization_id", "o1" }, { "client_id", "c1" }, { "title", "Winter sale" }, { "created_at", s_created }, { "budget", new BsonDecimal128(100.5m) } }, cancellationToken: cancellationToken);
    }
}
