using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Components.Environments;
using Pipeline.Components.Secrets;
using Pipeline.Embedded.MongoDB;
using Pipeline.Errors;
using Pipeline.Secrets;
using Pipeline.Secrets.Opening;
using Pipeline.Secrets.Rotation;
using Pipeline.Secrets.Rotation.Databases;
using Pipeline.Secrets.Rotation.Observing;

namespace Pipeline.Components.Tests.Secrets;

/// <summary>Against the embedded server, which asks everyone for a password.</summary>
public sealed class MongoUsersTests : IAsyncLifetime
{
    private static readonly SecretName s_name = SecretName.Parse("agentkit/staging/database/app");

    private readonly string _directory = Directory.CreateTempSubdirectory("mongo-users").FullName;
    private EmbeddedMongoServer _server = null!;

    public async Task InitializeAsync() =>
        _server = await EmbeddedMongoServer.StartAsync(new EmbeddedMongoServerOptions { RequiresAuthentication = true, UserName = "root", Password = "root-pass" });

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task A_user_is_made_gets_another_password_and_is_removed()
    {
        using var users = Users();
        var (one, two) = (new Secret("pass-one"), new Secret("pass-two"));

        Assert.NotNull(await users.TryLogInAsync("app-a", one, default));
        await users.SetPasswordAsync("app-a", one, default);
        Assert.Null(await users.TryLogInAsync("app-a", one, default));
        await users.SetPasswordAsync("app-a", two, default);
        Assert.Contains("app-a can't log in", await users.TryLogInAsync("app-a", one, default), StringComparison.Ordinal);
        Assert.Null(await users.TryLogInAsync("app-a", two, default));
        await users.RemoveAsync("app-a", default);
        await users.RemoveAsync("app-a", default);
        Assert.NotNull(await users.TryLogInAsync("app-a", two, default));
    }

    [Fact]
    public async Task Users_have_their_roles_in_their_database_and_nowhere_else()
    {
        using var users = Users();
        await users.SetPasswordAsync("app-a", new Secret("pass"), default);
        using var client = Client("app-a", "pass");

        await client.GetDatabase("agentkit").GetCollection<BsonDocument>("things").InsertOneAsync(new BsonDocument("a", 1));

        await Assert.ThrowsAsync<MongoCommandException>(() => client.GetDatabase("other").RunCommandAsync<BsonDocument>(new BsonDocument("count", "things")));
    }

    [Fact]
    public async Task An_administrator_that_is_none_is_said_without_any_password()
    {
        using var users = Users("wrong-pass");

        var refused = await Assert.ThrowsAsync<PipelineException>(() => users.SetPasswordAsync("app-a", new Secret("canary-pass"), default));

        Assert.Equal("PIPE2051", refused.Code.Id);
        Assert.DoesNotContain("canary-pass", refused.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-pass", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_works_all_the_way_through_a_rotation_and_the_old_user_no_longer_afterwards()
    {
        using var users = Users();
        await using var store = SecretStores.Open(SecretStoreLocation.Parse("encrypted:secrets.json"), new SecretStoreOptions { BaseDirectory = _directory });
        var request = new RotationRequest { Store = store, Name = s_name, Credential = new AlternatingUsers(users, "app-a", "app-b"), VersionsInUse = new ConfirmedByPerson(), ObserveInterval = TimeSpan.FromMilliseconds(1) };
        await new SecretRotation(request).RunAsync(default);
        var old = await CredentialAsync(store);
        using var service = Client(old.UserName, old.Password.Reveal());
        var things = service.GetDatabase("agentkit").GetCollection<BsonDocument>("things");
        await things.InsertOneAsync(new BsonDocument("before", true));

        var waiting = await new SecretRotation(request with { VersionsInUse = new NobodyTells(), ObserveTimeout = TimeSpan.Zero }).RunAsync(default);
        await things.InsertOneAsync(new BsonDocument("between", true));
        var fresh = await CredentialAsync(store);
        using var moved = Client(fresh.UserName, fresh.Password.Reveal());
        await moved.GetDatabase("agentkit").GetCollection<BsonDocument>("things").InsertOneAsync(new BsonDocument("moved", true));
        var done = await new SecretRotation(request).RunAsync(default);

        Assert.Equal(("app-a", "app-b", false, true), (old.UserName, fresh.UserName, waiting.IsDone, done.IsDone));
        Assert.NotNull(await users.TryLogInAsync(old.UserName, old.Password, default));
        Assert.Equal(3, await moved.GetDatabase("agentkit").GetCollection<BsonDocument>("things").CountDocumentsAsync(FilterDefinition<BsonDocument>.Empty));
    }

    private static async Task<DatabaseCredential> CredentialAsync(ISecretStore store)
    {
        Assert.True(DatabaseCredential.TryParse((await store.GetAsync(s_name, null, default))!.Value, out var credential));
        return credential;
    }

    private MongoUsers Users(string password = "root-pass") => new(_server.ConnectionString, "agentkit", ["readWrite"], new DatabaseLogin("root", new Secret(password)));

    private MongoClient Client(string user, string password)
    {
        var settings = MongoClientSettings.FromConnectionString(_server.ConnectionString);
        settings.Credential = MongoCredential.CreateCredential("admin", user, password);
        return new MongoClient(settings);
    }
}
