using System.Text.Json;
using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Secrets;
using Pipeline.Secrets.Opening;

namespace EndToEnd.Tests.Delivery;

/// <summary>Secrets of a rehearsal, by this repository's own build: with no configuration, as on a laptop.</summary>
[Collection(DeliveryGroup.Name)]
public sealed class SecretTargetTests(ProductCopy copy) : IAsyncLifetime
{
    private const string Database = "agentkit/staging/database/app", Signing = "agentkit/staging/signing/service", Platform = "agentkit/staging/platforms/klaviyo";

    private readonly string _file = Path.GetTempFileName();

    public Task InitializeAsync() => copy.ForgetRehearsalAsync();

    public Task DisposeAsync()
    {
        File.Delete(_file);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Written_listed_and_rotated_with_users_of_the_database_that_take_turns()
    {
        await File.WriteAllTextAsync(_file, "a value\n");
        var written = await copy.RunAsync("SetSecret", "ListSecrets", "--secret", Platform, "--value-file", _file);
        Assert.Contains($"{Platform} has version 1 now", written.All, StringComparison.Ordinal);
        Assert.Contains("1 secrets in", written.All, StringComparison.Ordinal);
        Assert.Equal("a value", (await ReadAsync(Platform)).Reveal());
        (await copy.ChildAsync("RotateSecret", "--secret", Platform)).AssertMistake(2, "PIPE2050", Platform, "SetSecret");
        (await copy.ChildAsync("SetSecret", "--secret", Platform, "--value-file", "/nowhere")).AssertMistake(2, "PIPE2052", "/nowhere");
        (await copy.ChildAsync("SetSecret", "--secret", "No Name", "--value-file", _file)).AssertMistake(2, "'No Name' is no name of a secret");

        Assert.Contains("not there yet", (await copy.RunAsync("PlanRotation", "--secret", Database)).All, StringComparison.Ordinal);
        await copy.RunAsync("RotateSecret", "--secret", Database);
        var first = await CredentialAsync();
        var second = await copy.RunAsync("RotateSecret", "--secret", Database);
        Assert.Contains($"'{first.UserName}' was removed", second.All, StringComparison.Ordinal);
        var credential = await CredentialAsync();
        Assert.NotEqual(first, credential);
        Assert.Equal(["agentkit-server-a", "agentkit-server-b"], new[] { first.UserName, credential.UserName }.Order());
        Assert.Equal([credential.UserName], await UsersAsync());

        await copy.RunAsync("RotateSecret", "--secret", Signing);
        var key = await ReadAsync(Signing);
        await copy.RunAsync("RotateSecret", "--secret", Signing);
        Assert.NotEqual(key, await ReadAsync(Signing));
        Assert.Contains(Signing, (await copy.RunAsync("ListSecrets")).All, StringComparison.Ordinal);
    }

    private async Task<(string UserName, string Password)> CredentialAsync()
    {
        using var value = JsonDocument.Parse((await ReadAsync(Database)).Reveal());
        return (value.RootElement.GetProperty("username").GetString()!, value.RootElement.GetProperty("password").GetString()!);
    }

    private async Task<Secret> ReadAsync(string name)
    {
        await using var store = SecretStores.Open(new EncryptedFileLocation(copy.PathOf($"{ProductCopy.Rehearsal}/secrets.json"), null, null), new SecretStoreOptions());
        return (await store.GetAsync(SecretName.Parse(name), null, CancellationToken.None))!.Value;
    }

    /// <summary>Whom the rehearsal's server knows.</summary>
    private async Task<IReadOnlyList<string>> UsersAsync()
    {
        var uri = (await copy.RunAsync("StartServers")).All.Split(['"', ' ', '\n'], StringSplitOptions.RemoveEmptyEntries).First(x => x.StartsWith("mongodb://", StringComparison.Ordinal));
        using var client = new MongoClient(uri);
        var answer = await client.GetDatabase("admin").RunCommandAsync<BsonDocument>(new BsonDocument("usersInfo", 1));
        // With a cluster that runs, a rotation would wait for its pods.
        await copy.RunAsync("Down");
        return [.. answer["users"].AsBsonArray.Select(x => x["user"].AsString)];
    }
}
