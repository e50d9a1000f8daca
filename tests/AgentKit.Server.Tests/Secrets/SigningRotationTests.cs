using AgentKit.Server.Hosting;
using AgentKit.Server.Paging;
using MongoDB.Bson;
using Pipeline.Secrets;
using Pipeline.Secrets.Opening;

namespace AgentKit.Server.Tests.Secrets;

/// <summary>What the service reports of keys that it took from the secret store at its start, which a rotation goes by.</summary>
public sealed class SigningRotationTests : IAsyncLifetime
{
    private static readonly SecretName Signing = SecretName.Parse("agentkit/staging/signing/service"), Network = SecretName.Parse("agentkit/staging/signing/network");

    private readonly string folder = Directory.CreateTempSubdirectory("agentkit-").FullName;
    private ISecretStore store = null!;
    private StartedService started = null!;
    private (string Signing, string Network) first;

    public async Task InitializeAsync()
    {
        store = SecretStores.Open(SecretStoreLocation.Parse($"encrypted://{folder}/secrets.json"), new SecretStoreOptions());
        first = (await WriteAsync(Signing, new string('a', 40)), await WriteAsync(Network, """{ "key": "nZtRohdNF9m3cKM24IcK4w" }"""));
        started = await StartedService.OpenAsync(
            await ServiceVariables.NewAsync(
                ("SECRET_STORE", $"encrypted://{folder}/secrets.json"), ("AGENTKIT_SIGNING_KEY", $"secret://{Signing}"), ("AGENTKIT_FILES_CDN", "GoogleCloud"), ("AGENTKIT_FILES_CDN_URL", "https://cdn.example"),
                ("AGENTKIT_FILES_CDN_KEY_ID", "key-1"), ("AGENTKIT_FILES_CDN_KEY", $"secret://{Network}#key")),
            TimeProvider.System,
            CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await started.DisposeAsync();
        await store.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_signing_key_is_replaced_without_a_restart_and_only_then_reported()
    {
        var cursors = new CursorCodec(started.Parts.Keys);
        var before = cursors.Write("org", "clients", new CursorPosition(DateTimeOffset.UnixEpoch, ObjectId.Empty));
        Assert.Equal(first.Signing, InUse(Signing));

        var next = await WriteAsync(Signing, new string('b', 40));
        await ReadAgainAsync(Signing);
        await ServiceProcess.UntilAsync(() => Task.FromResult(InUse(Signing) == next), "the new version in use");

        Assert.NotEqual(before, cursors.Write("org", "clients", new CursorPosition(DateTimeOffset.UnixEpoch, ObjectId.Empty)));
        Assert.True(cursors.TryRead("org", "clients", before, out _));
    }

    [Fact]
    public async Task A_signing_key_that_is_too_short_is_not_taken_and_not_reported()
    {
        var before = started.Parts.Keys.Of("cursors");

        await WriteAsync(Signing, "short");
        await ReadAgainAsync(Signing);

        Assert.Equal(first.Signing, InUse(Signing));
        Assert.Equal(before, started.Parts.Keys.Of("cursors"));
    }

    [Fact]
    public async Task A_networks_key_stays_the_one_of_the_start_and_is_reported_so()
    {
        Assert.Equal(first.Network, InUse(Network));

        await WriteAsync(Network, """{ "key": "AAAAohdNF9m3cKM24IcK4w" }""");
        await ReadAgainAsync(Network);

        Assert.Equal(first.Network, InUse(Network));
    }

    private string? InUse(SecretName name) => started.Parts.Secrets.VersionsInUse.SingleOrDefault(x => x.Name == name)?.Version;

    private async Task<string> WriteAsync(SecretName name, string value) => (await store.PutAsync(name, new Secret(value), null, CancellationToken.None)).Version;

    private async Task ReadAgainAsync(SecretName name)
    {
        started.Parts.Secrets.Invalidate(name);
        await started.Parts.Secrets.GetAsync(name, CancellationToken.None);
    }
}
