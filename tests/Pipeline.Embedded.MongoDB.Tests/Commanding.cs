using MongoDB.Bson;
using MongoDB.Driver;

namespace Pipeline.Embedded.MongoDB.Tests;

/// <summary>Commands as text, and the errors that they are answered with.</summary>
internal static class Commanding
{
    public static Task<BsonDocument> RunAsync(this IMongoDatabase database, string command) => database.RunCommandAsync<BsonDocument>(BsonDocument.Parse(command));

    public static Task<MongoCommandException> FailAsync(this IMongoDatabase database, string command) =>
        Assert.ThrowsAnyAsync<MongoCommandException>(() => database.RunAsync(command));

    public static BsonDocument Parsed(this string json) => BsonDocument.Parse(json);

    public static void Equal(this string json, BsonValue actual) => Assert.Equal(BsonDocument.Parse(json), actual);
}
