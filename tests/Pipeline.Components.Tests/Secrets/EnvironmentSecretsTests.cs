using Nuke.Common;
using Pipeline.Components.Environments;
using Pipeline.Secrets;
using Pipeline.Secrets.Opening;
using Pipeline.Secrets.Rotation.Databases;
using Assert = Xunit.Assert;

namespace Pipeline.Components.Tests.Secrets;

public sealed class EnvironmentSecretsTests : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("environment-secrets").FullName;

    public async Task InitializeAsync()
    {
        await using var store = SecretStores.Open(SecretStoreLocation.Parse($"encrypted://{_directory}/secrets.json"), new SecretStoreOptions());
        await store.PutAsync(SecretName.Parse("app/database/migrator"), new Secret("migrator-pass"), null, default);
        await store.PutAsync(SecretName.Parse("app/database/admin"), new DatabaseCredential("admin", new Secret("admin-pass")).ToSecret(), null, default);
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_directory, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task References_are_resolved_when_they_are_needed()
    {
        var build = new SampleBuild { Environment = "staging", SecretStore = $"encrypted://{_directory}/secrets.json" };
        await using var secrets = new EnvironmentSecrets(build, null);
        var database = new DatabaseSettings
        {
            Uri = "mongodb://host/", Name = "app", UserName = "migrator", Password = "secret://app/database/migrator",
            AdminUserName = "secret://app/database/admin#username", AdminPassword = "secret://app/database/admin#password",
        };

        Assert.Equal(new DatabaseLogin("migrator", new Secret("migrator-pass")), await secrets.CredentialsAsync(database, default));
        Assert.Equal(new DatabaseLogin("admin", new Secret("admin-pass")), await secrets.AdminCredentialsAsync(database, default));
        Assert.Equal(new DatabaseLogin("migrator", new Secret("migrator-pass")), await secrets.AdminCredentialsAsync(database with { AdminUserName = null }, default));
        await Assert.ThrowsAsync<SecretNotFoundException>(() => secrets.CredentialsAsync(database with { Password = "secret://app/database/none" }, default));
    }

    [Fact]
    public async Task A_database_without_a_password_needs_no_store()
    {
        await using var secrets = new EnvironmentSecrets(new SampleBuild { Environment = "staging" }, null);

        Assert.Equal(new DatabaseLogin(null, null), await secrets.CredentialsAsync(new DatabaseSettings { Uri = "mongodb://host/", Name = "app" }, default));
    }

    [Fact]
    public async Task A_rehearsals_secrets_are_beside_its_other_state()
    {
        await using var secrets = new EnvironmentSecrets(new SampleBuild(), _directory);

        Assert.Equal("migrator-pass", (await secrets.Store.GetAsync(SecretName.Parse("app/database/migrator"), null, default))!.Value.Reveal());
    }

    private sealed class SampleBuild : NukeBuild, IHazEnvironment
    {
        public string Environment { get; init; } = EnvironmentNameAttribute.Rehearsal;

        public string? SecretStore { get; init; }
    }
}
