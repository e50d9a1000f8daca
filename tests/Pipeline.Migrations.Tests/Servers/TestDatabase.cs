using MongoDB.Bson;
using MongoDB.Driver;

namespace Pipeline.Migrations.Tests.Servers;

/// <summary>A database of one test; dropped at its end.</summary>
public sealed class TestDatabase(IMongoDatabase database) : IAsyncDisposable
{
    public IMongoDatabase Database { get; } = database;

    public string Name => Database.DatabaseNamespace.DatabaseName;

    public IMongoCollection<BsonDocument> this[string collection] => Database.GetCollection<BsonDocument>(collection);

    public async ValueTask DisposeAsync() => await Database.Client.DropDatabaseAsync(Name);
}
