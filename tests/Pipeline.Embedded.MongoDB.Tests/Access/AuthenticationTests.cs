using MongoDB.Bson;
using MongoDB.Driver;

namespace Pipeline.Embedded.MongoDB.Tests.Access;

/// <summary>SCRAM with the real driver, against a server that doesn't require it and against one that does.</summary>
public sealed class AuthenticationTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private readonly IMongoDatabase _database = server.Database();

    [Theory]
    [InlineData("SCRAM-SHA-256")]
    [InlineData("SCRAM-SHA-1")]
    [InlineData("DEFAULT")]
    public async Task The_right_password_is_taken(string mechanism)
    {
        await CreateAsync("anna", "p@ss:w/rd %");

        using var client = Connect("anna", "p@ss:w/rd %", mechanism);
        var status = await client.GetDatabase(_database.DatabaseNamespace.DatabaseName).RunAsync("{ connectionStatus: 1 }");

        $"{{ user: 'anna', db: '{_database.DatabaseNamespace}' }}".Equal(status["authInfo"]["authenticatedUsers"][0]);
        $"{{ role: 'readWrite', db: '{_database.DatabaseNamespace}' }}".Equal(status["authInfo"]["authenticatedUserRoles"][0]);
    }

    [Theory]
    [InlineData("SCRAM-SHA-256")]
    [InlineData("SCRAM-SHA-1")]
    [InlineData("DEFAULT")]
    public async Task A_wrong_password_is_refused_though_no_authentication_is_required(string mechanism)
    {
        await CreateAsync("anna", "right");

        using var client = Connect("anna", "wrong", mechanism);

        await RefusedAsync(client);
    }

    [Fact]
    public async Task A_user_that_is_not_there_is_refused()
    {
        using var client = Connect("nobody", "any", "SCRAM-SHA-256");

        await RefusedAsync(client);
    }

    [Fact]
    public async Task A_rotated_password_counts_at_once()
    {
        await CreateAsync("anna", "old");
        await _database.RunAsync("{ updateUser: 'anna', pwd: 'new' }");

        using var old = Connect("anna", "old", "SCRAM-SHA-256");
        using var fresh = Connect("anna", "new", "SCRAM-SHA-256");

        await RefusedAsync(old);
        await fresh.GetDatabase("admin").RunAsync("{ ping: 1 }");
    }

    [Theory]
    [InlineData("a\u00ADb", "ab")]
    [InlineData("\u2168", "IX")]
    [InlineData("a\u00A0b", "a b")]
    public async Task Passwords_that_look_the_same_are_the_same(string created, string used)
    {
        await CreateAsync("anna", created);

        using var client = Connect("anna", used, "SCRAM-SHA-256");

        await client.GetDatabase("admin").RunAsync("{ ping: 1 }");
    }

    [Theory]
    [InlineData("a,b=c")]
    [InlineData("=2C")]
    public async Task Names_may_have_what_SCRAM_escapes(string name)
    {
        await CreateAsync(name, "p");

        using var client = Connect(name, "p", "SCRAM-SHA-256");

        await client.GetDatabase("admin").RunAsync("{ ping: 1 }");
    }

    [Fact]
    public async Task A_client_is_told_the_mechanisms_that_a_user_has()
    {
        await CreateAsync("anna", "p");
        await _database.RunAsync("{ updateUser: 'anna', mechanisms: ['SCRAM-SHA-256'] }");

        var reply = await _database.RunAsync($"{{ hello: 1, saslSupportedMechs: '{_database.DatabaseNamespace}.anna' }}");

        Assert.Equal(new BsonArray { "SCRAM-SHA-256" }, reply["saslSupportedMechs"]);
        using var client = Connect("anna", "p", "SCRAM-SHA-1");
        await RefusedAsync(client);
    }

    [Fact]
    public async Task An_unknown_mechanism_is_refused()
    {
        var error = await _database.FailAsync("{ saslStart: 1, mechanism: 'PLAIN', payload: '' }");

        Assert.Equal(334, error.Code);
    }

    private Task<BsonDocument> CreateAsync(string name, string password) => _database.RunCommandAsync<BsonDocument>(new BsonDocument
    {
        { "createUser", name }, { "pwd", password }, { "roles", new BsonArray { "readWrite" } },
    });

    private MongoClient Connect(string name, string password, string mechanism)
    {
        var settings = MongoClientSettings.FromConnectionString(server.Server.ConnectionString);
        var identity = new MongoInternalIdentity(_database.DatabaseNamespace.DatabaseName, name);
        settings.Credential = new MongoCredential(mechanism, identity, new PasswordEvidence(password));
        if (mechanism == "DEFAULT")
            settings.Credential = MongoCredential.CreateCredential(_database.DatabaseNamespace.DatabaseName, name, password);
        return new MongoClient(settings);
    }

    private static async Task RefusedAsync(MongoClient client)
    {
        var error = await Assert.ThrowsAsync<MongoAuthenticationException>(() => client.GetDatabase("admin").RunAsync("{ ping: 1 }"));

        var cause = Assert.IsType<MongoCommandException>(error.InnerException);
        Assert.Equal(18, cause.Code);
        Assert.Equal("Authentication failed.", cause.ErrorMessage);
    }
}
