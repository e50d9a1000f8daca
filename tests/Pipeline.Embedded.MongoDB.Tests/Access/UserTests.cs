using MongoDB.Bson;
using MongoDB.Driver;

namespace Pipeline.Embedded.MongoDB.Tests.Access;

public sealed class UserTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private readonly IMongoDatabase _database = server.Database();

    [Fact]
    public async Task A_user_is_shown_as_MongoDB_shows_it()
    {
        await _database.RunAsync("{ createUser: 'anna', pwd: 'p', roles: ['read', { role: 'readWrite', db: 'other' }], customData: { a: 1 } }");

        var user = (await _database.RunAsync("{ usersInfo: 'anna' }"))["users"].AsBsonArray.Single().AsBsonDocument;

        Assert.Equal(["_id", "userId", "user", "db", "customData", "roles", "mechanisms"], user.Names);
        Assert.Equal($"{_database.DatabaseNamespace}.anna", user["_id"]);
        Assert.Equal(new BsonArray { "SCRAM-SHA-1", "SCRAM-SHA-256" }, user["mechanisms"]);
        $"{{ roles: [{{ role: 'read', db: '{_database.DatabaseNamespace}' }}, {{ role: 'readWrite', db: 'other' }}] }}".Equal(new BsonDocument("roles", user["roles"]));
    }

    [Fact]
    public async Task Credentials_are_shown_when_asked_for_and_hold_no_password()
    {
        await _database.RunAsync("{ createUser: 'anna', pwd: 'secret-password', roles: [], mechanisms: ['SCRAM-SHA-256'] }");

        var user = (await _database.RunAsync("{ usersInfo: 'anna', showCredentials: true }"))["users"][0];

        var credential = user["credentials"]["SCRAM-SHA-256"].AsBsonDocument;
        Assert.Equal(["iterationCount", "salt", "storedKey", "serverKey"], credential.Names);
        Assert.Equal(15000, credential["iterationCount"].AsInt32);
        Assert.DoesNotContain("secret-password", user.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Users_are_found_by_name_by_list_by_database_and_everywhere()
    {
        foreach (var name in new[] { "a", "b", "c" })
            await _database.RunAsync($"{{ createUser: '{name}', pwd: 'p', roles: ['dbAdmin'] }}");
        var db = _database.DatabaseNamespace.DatabaseName;

        Assert.Equal(["a", "b", "c"], await FindAsync(_database, "1"));
        Assert.Equal(["b"], await FindAsync(_database, "'b'"));
        Assert.Equal(["a", "c"], await FindAsync(_database, $"['a', {{ user: 'c', db: '{db}' }}]"));
        Assert.Empty(await FindAsync(server.Client.GetDatabase("admin"), "'b'"));
        Assert.Equal(["b"], await FindAsync(server.Client.GetDatabase("admin"), $"{{ user: 'b', db: '{db}' }}"));
        Assert.Superset(new HashSet<string> { "a", "b", "c" }, (await FindAsync(server.Client.GetDatabase("admin"), "{ forAllDBs: true }")).ToHashSet());
        var shown = await _database.RunAsync("{ usersInfo: 'a', showPrivileges: true }");
        Assert.Contains("collMod", shown["users"][0]["inheritedPrivileges"][0]["actions"].AsBsonArray.Select(x => x.AsString));
    }

    [Fact]
    public async Task Roles_are_granted_and_revoked()
    {
        await _database.RunAsync("{ createUser: 'anna', pwd: 'p', roles: ['read'] }");

        await _database.RunAsync("{ grantRolesToUser: 'anna', roles: ['dbAdmin', 'read'] }");
        var granted = await RolesAsync();
        await _database.RunAsync("{ revokeRolesFromUser: 'anna', roles: ['read'] }");

        Assert.Equal(["read", "dbAdmin"], granted);
        Assert.Equal(["dbAdmin"], await RolesAsync());
    }

    [Fact]
    public async Task Users_are_dropped_one_and_all()
    {
        foreach (var name in new[] { "a", "b", "c" })
            await _database.RunAsync($"{{ createUser: '{name}', pwd: 'p', roles: [] }}");

        await _database.RunAsync("{ dropUser: 'a' }");
        var left = await FindAsync(_database, "1");
        var dropped = await _database.RunAsync("{ dropAllUsersFromDatabase: 1 }");

        Assert.Equal(["b", "c"], left);
        Assert.Equal(2, dropped["n"].ToInt32());
        Assert.Empty(await FindAsync(_database, "1"));
    }

    [Theory]
    [InlineData("{ createUser: 'anna', pwd: 'p', roles: [] }", 51003, "already exists")]
    [InlineData("{ createUser: 'new', pwd: 'p', roles: ['nonsense'] }", 31, "Could not find role: nonsense@")]
    [InlineData("{ createUser: 'new', pwd: 'p', roles: ['root'] }", 31, "Could not find role: root@")]
    [InlineData("{ createUser: 'new', roles: [] }", 2, "Must provide a 'pwd' field")]
    [InlineData("{ createUser: 'new', pwd: 'p' }", 40414, "BSON field 'createUser.roles' is missing but a required field")]
    [InlineData("{ createUser: 'new', pwd: 'p', roles: [], mechanisms: ['PLAIN'] }", 2, "Unknown auth mechanism 'PLAIN'")]
    [InlineData("{ updateUser: 'none', pwd: 'p' }", 11, "not found")]
    [InlineData("{ updateUser: 'anna' }", 2, "Must specify at least one field to update in updateUser")]
    [InlineData("{ dropUser: 'none' }", 11, "not found")]
    [InlineData("{ grantRolesToUser: 'anna', roles: ['nonsense'] }", 31, "Could not find role")]
    public async Task What_is_wrong_with_a_user_is_said(string command, int code, string message)
    {
        await _database.RunAsync("{ createUser: 'anna', pwd: 'p', roles: [] }");

        var error = await _database.FailAsync(command);

        Assert.Equal(code, error.Code);
        Assert.Contains(message, error.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Roles_have_privileges()
    {
        var reply = await _database.RunAsync("{ rolesInfo: 'read', showPrivileges: true }");

        var role = reply["roles"].AsBsonArray.Single();
        Assert.True(role["isBuiltin"].AsBoolean);
        Assert.Contains("find", role["privileges"][0]["actions"].AsBsonArray.Select(x => x.AsString));
        Assert.DoesNotContain("insert", role["privileges"][0]["actions"].AsBsonArray.Select(x => x.AsString));
    }

    private async Task<string[]> RolesAsync() => [.. (await _database.RunAsync("{ usersInfo: 'anna' }"))["users"][0]["roles"].AsBsonArray.Select(x => x["role"].AsString)];

    private static async Task<string[]> FindAsync(IMongoDatabase database, string which) =>
        [.. (await database.RunAsync($"{{ usersInfo: {which} }}"))["users"].AsBsonArray.Select(x => x["user"].AsString)];
}
