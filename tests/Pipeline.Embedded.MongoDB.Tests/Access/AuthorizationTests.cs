using MongoDB.Bson;
using MongoDB.Driver;

namespace Pipeline.Embedded.MongoDB.Tests.Access;

/// <summary>A server that requires authentication.</summary>
public sealed class AuthorizationTests : IAsyncLifetime
{
    private EmbeddedMongoServer _server = null!;
    private MongoClient _root = null!;

    public async Task InitializeAsync()
    {
        _server = await EmbeddedMongoServer.StartAsync(new EmbeddedMongoServerOptions { RequiresAuthentication = true, UserName = "root", Password = "r:o/o@t" });
        _root = Connect("root", "r:o/o@t", "admin");
    }

    public async Task DisposeAsync()
    {
        _root.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Without_credentials_only_a_greeting_is_answered()
    {
        using var client = new MongoClient(_server.ConnectionString);

        await client.GetDatabase("admin").RunAsync("{ ping: 1 }");
        var error = await client.GetDatabase("db").FailAsync("{ listCollections: 1 }");

        Assert.Equal(13, error.Code);
        Assert.Equal("Command listCollections requires authentication", error.ErrorMessage);
    }

    [Theory]
    [InlineData("read", "db", "{ listIndexes: 'c' }", true)]
    [InlineData("read", "db", "{ drop: 'c' }", false)]
    [InlineData("read", "other", "{ listIndexes: 'c' }", false)]
    [InlineData("readWrite", "db", "{ createIndexes: 'c', indexes: [{ key: { a: 1 }, name: 'a_1' }] }", true)]
    [InlineData("readWrite", "db", "{ createUser: 'x', pwd: 'p', roles: [] }", false)]
    [InlineData("readWrite", "db", "{ dropDatabase: 1 }", false)]
    [InlineData("readWrite", "db", "{ validate: 'c' }", false)]
    [InlineData("dbAdmin", "db", "{ validate: 'c' }", true)]
    [InlineData("dbAdmin", "db", "{ dropDatabase: 1 }", true)]
    [InlineData("userAdmin", "db", "{ createUser: 'x', pwd: 'p', roles: ['read'] }", true)]
    [InlineData("userAdmin", "db", "{ createUser: 'x', pwd: 'p', roles: [{ role: 'root', db: 'admin' }] }", false)]
    [InlineData("userAdmin", "db", "{ listIndexes: 'c' }", false)]
    [InlineData("dbOwner", "db", "{ collMod: 'c', validator: {} }", true)]
    [InlineData("readAnyDatabase", "admin", "{ listIndexes: 'c' }", true)]
    [InlineData("readAnyDatabase", "admin", "{ drop: 'c' }", false)]
    [InlineData("clusterMonitor", "admin", "{ drop: 'c' }", false)]
    [InlineData("root", "admin", "{ dropDatabase: 1 }", true)]
    public async Task A_role_allows_what_it_is_for(string role, string roleDatabase, string command, bool allowed)
    {
        await _root.GetDatabase("db").RunAsync("{ create: 'c' }");
        await _root.GetDatabase("admin").RunAsync($"{{ createUser: 'anna', pwd: 'p', roles: [{{ role: '{role}', db: '{roleDatabase}' }}] }}");
        using var client = Connect("anna", "p", "admin");

        var running = client.GetDatabase("db").RunAsync(command);

        if (allowed)
        {
            Assert.Equal(1, (await running)["ok"].ToInt32());
            return;
        }

        var error = await Assert.ThrowsAsync<MongoCommandException>(() => running);
        Assert.Equal(13, error.Code);
        Assert.Equal("Unauthorized", error.CodeName);
        Assert.StartsWith($"not authorized on db to execute command {{ {BsonDocument.Parse(command).GetElement(0).Name}: ", error.ErrorMessage, StringComparison.Ordinal);
        Assert.DoesNotContain("\"p\"", error.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everybody_may_look_at_themselves_and_at_nobody_else()
    {
        await _root.GetDatabase("admin").RunAsync("{ createUser: 'anna', pwd: 'p', roles: [] }");
        using var client = Connect("anna", "p", "admin");

        var own = await client.GetDatabase("admin").RunAsync("{ usersInfo: 'anna' }");
        var error = await client.GetDatabase("admin").FailAsync("{ usersInfo: 'root' }");

        Assert.Single(own["users"].AsBsonArray);
        Assert.Equal(13, error.Code);
    }

    [Fact]
    public async Task Only_databases_that_one_may_read_are_listed()
    {
        await _root.GetDatabase("db").RunAsync("{ create: 'c' }");
        await _root.GetDatabase("hidden").RunAsync("{ create: 'c' }");
        await _root.GetDatabase("admin").RunAsync("{ createUser: 'anna', pwd: 'p', roles: [{ role: 'read', db: 'db' }] }");
        using var client = Connect("anna", "p", "admin");

        Assert.Equal(["db"], await (await client.ListDatabaseNamesAsync()).ToListAsync());
    }

    [Fact]
    public async Task A_user_that_is_dropped_loses_its_open_connections_rights()
    {
        await _root.GetDatabase("admin").RunAsync("{ createUser: 'anna', pwd: 'p', roles: ['readWriteAnyDatabase'] }");
        using var client = Connect("anna", "p", "admin");
        await client.GetDatabase("db").RunAsync("{ create: 'c' }");

        await _root.GetDatabase("admin").RunAsync("{ dropUser: 'anna' }");

        Assert.Equal(13, (await client.GetDatabase("db").FailAsync("{ drop: 'c' }")).Code);
    }

    [Fact]
    public async Task The_first_user_of_all_is_made_by_anyone_and_the_second_is_not()
    {
        await using var server = await EmbeddedMongoServer.StartAsync(new EmbeddedMongoServerOptions { RequiresAuthentication = true });
        using var client = new MongoClient(server.ConnectionString);

        var elsewhere = await client.GetDatabase("db").FailAsync("{ createUser: 'a', pwd: 'p', roles: [] }");
        await client.GetDatabase("admin").RunAsync("{ createUser: 'a', pwd: 'p', roles: ['root'] }");
        var second = await client.GetDatabase("admin").FailAsync("{ createUser: 'b', pwd: 'p', roles: ['root'] }");

        Assert.Equal(13, elsewhere.Code);
        Assert.Equal(13, second.Code);
    }

    private MongoClient Connect(string name, string password, string database) =>
        new(new MongoClientSettings { Server = new MongoServerAddress("127.0.0.1", _server.Port), ReplicaSetName = "rs0", Credential = MongoCredential.CreateCredential(database, name, password) });
}
