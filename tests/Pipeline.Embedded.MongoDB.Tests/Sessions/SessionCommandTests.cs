using MongoDB.Bson;
using MongoDB.Driver;

namespace Pipeline.Embedded.MongoDB.Tests.Sessions;

public sealed class SessionCommandTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private readonly IMongoDatabase _database = server.Database();

    [Fact]
    public async Task A_session_is_started()
    {
        var reply = await server.AdminAsync("{ startSession: 1 }");

        Assert.Equal(BsonBinarySubType.UuidStandard, reply["id"]["id"].AsBsonBinaryData.SubType);
        Assert.Equal(30, reply["timeoutMinutes"].ToInt32());
    }

    [Theory]
    [InlineData("killSessions")]
    [InlineData("killAllSessions")]
    [InlineData("killAllSessionsByPattern")]
    public async Task A_killed_session_loses_its_transaction(string command)
    {
        await _database.RunAsync("{ create: 'c' }");
        using var session = await server.Client.StartSessionAsync();
        session.StartTransaction();
        await _database.GetCollection<BsonDocument>("c").InsertOneAsync(session, new BsonDocument("_id", 1));
        var pattern = command switch { "killSessions" => session.ServerSession.Id, "killAllSessions" => null, _ => new BsonDocument("lsid", session.ServerSession.Id) };

        await server.Client.GetDatabase("admin").RunCommandAsync<BsonDocument>(new BsonDocument(command, pattern is null ? [] : new BsonArray { pattern }));
        var error = await Assert.ThrowsAnyAsync<MongoException>(() => session.CommitTransactionAsync());

        Assert.Equal(251, Assert.IsAssignableFrom<MongoCommandException>(error).Code);
        Assert.Equal(0, await _database.GetCollection<BsonDocument>("c").CountDocumentsAsync("{}"));
    }
}
