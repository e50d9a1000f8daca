using MongoDB.Bson;
using MongoDB.Driver;
using Xunit.Abstractions;

namespace Pipeline.Contracts.MongoDB;

/// <summary>Users, and giving them another password.</summary>
public abstract class UserContract(IMongoServerUnderTest server, ITestOutputHelper output) : MongoContract(server, output)
{
    public override async Task DisposeAsync()
    {
        await RunAsync("{ dropAllUsersFromDatabase: 1 }");
        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_user_is_made_shown_changed_and_dropped()
    {
        await RunAsync("{ createUser: 'anna', pwd: 'first', roles: ['readWrite'], customData: { team: 'x' } }");
        var user = (await RunAsync("{ usersInfo: 'anna' }"))["users"].AsBsonArray.Single().AsBsonDocument;
        await RunAsync("{ updateUser: 'anna', roles: [{ role: 'read', db: 'other' }], customData: { team: 'y' } }");
        var changed = (await RunAsync("{ usersInfo: { user: 'anna', db: '$db' } }".Replace("$db", Name, StringComparison.Ordinal)))["users"][0];
        await RunAsync("{ dropUser: 'anna' }");

        Assert.Equal(($"{Name}.anna", "anna", Name), (user["_id"].AsString, user["user"].AsString, user["db"].AsString));
        Equal($"[{{ role: 'readWrite', db: '{Name}' }}]", user["roles"]);
        Equal("['SCRAM-SHA-1', 'SCRAM-SHA-256']", user["mechanisms"]);
        Assert.False(user.Contains("credentials"));
        Equal("[{ role: 'read', db: 'other' }]", changed["roles"]);
        Equal("{ team: 'y' }", changed["customData"]);
        Assert.Empty((await RunAsync("{ usersInfo: 1 }"))["users"].AsBsonArray);
    }

    [Fact]
    public async Task The_old_password_ends_with_the_new_one()
    {
        await RunAsync("{ createUser: 'anna', pwd: 'first', roles: ['readWrite'] }");
        await LogInAsync("first");

        await RunAsync("{ updateUser: 'anna', pwd: 'second' }");

        await LogInAsync("second");
        await Assert.ThrowsAsync<MongoAuthenticationException>(() => LogInAsync("first"));
    }

    [Theory]
    [InlineData("{ createUser: 'anna', pwd: 'p', roles: [] }", 51003, "Location51003")]
    [InlineData("{ createUser: 'new', pwd: 'p', roles: ['nonsense'] }", 31, "RoleNotFound")]
    [InlineData("{ updateUser: 'none', pwd: 'p' }", 11, "UserNotFound")]
    [InlineData("{ dropUser: 'none' }", 11, "UserNotFound")]
    [InlineData("{ updateUser: 'anna' }", 2, "BadValue")]
    public async Task What_is_wrong_is_refused(string command, int code, string codeName)
    {
        await RunAsync("{ createUser: 'anna', pwd: 'p', roles: [] }");

        await FailAsync(command, code, codeName);
    }

    private async Task LogInAsync(string password)
    {
        var settings = MongoClientSettings.FromConnectionString(Server.ConnectionString);
        // Clients of the same settings share connections, and those stay logged in.
        settings.ApplicationName = Guid.NewGuid().ToString("n");
        settings.Credential = MongoCredential.CreateCredential(Name, "anna", password);
        using var client = new MongoClient(settings);
        await client.GetDatabase(Name).GetCollection<BsonDocument>("c").InsertOneAsync(new BsonDocument("by", password));
    }
}
