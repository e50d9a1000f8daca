using Nuke.Common;
using Nuke.Common.IO;
using Pipeline.Components.Environments;
using Pipeline.Components.Rehearsal;
using Pipeline.Components.Secrets;
using Pipeline.Components.Services;
using Pipeline.Errors;
using Pipeline.Secrets;
using Pipeline.Secrets.Rotation.Databases;
using Assert = Xunit.Assert;

namespace Pipeline.Components.Tests.Secrets;

/// <summary>The targets in a rehearsal: an encrypted file, and the embedded MongoDB server.</summary>
public sealed class SecretTargetsTests : IDisposable
{
    private const string Name = "agentkit/rehearsal/database/app";

    private readonly string _directory = Directory.CreateTempSubdirectory("secret-targets").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task A_credential_is_written_rotated_and_rotated_again()
    {
        await SetAsync("""{"username":"agentkit-server-a","password":"first"}""");

        Assert.Null(await SecretTargets.RotateAsync(Build(), isPlanOnly: true, default));
        Assert.Equal("agentkit-server-a", (await CredentialAsync()).UserName);
        Assert.True((await SecretTargets.RotateAsync(Build(), isPlanOnly: false, default))!.IsDone);
        Assert.Equal("agentkit-server-b", (await CredentialAsync()).UserName);
        await SecretTargets.RotateAsync(Build(), isPlanOnly: false, default);
        Assert.Equal("agentkit-server-a", (await CredentialAsync()).UserName);
        await SecretTargets.ListAsync(Build(), default);
    }

    [Fact]
    public async Task A_key_of_another_company_is_not_rotated_by_a_random_value()
    {
        var refused = await Assert.ThrowsAsync<PipelineException>(() => SecretTargets.RotateAsync(Build("agentkit/rehearsal/platforms/klaviyo"), isPlanOnly: false, default));

        Assert.Equal(("PIPE2050", 2), (refused.Code.Id, refused.ExitCode));
    }

    [Fact]
    public async Task A_signing_key_gets_a_random_value()
    {
        await SecretTargets.RotateAsync(Build("agentkit/rehearsal/signing/cursor"), isPlanOnly: false, default);

        await using var secrets = new EnvironmentSecrets(Build(), Path.Combine(_directory, "rehearsal"));
        Assert.Equal(43, (await secrets.Store.GetAsync(SecretName.Parse("agentkit/rehearsal/signing/cursor"), null, default))!.Value.Reveal().Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData(null)]
    public async Task An_empty_value_and_a_missing_file_are_refused(string? value)
    {
        var refused = await Assert.ThrowsAsync<PipelineException>(() => SetAsync(value));

        Assert.Equal(("PIPE2052", 2), (refused.Code.Id, refused.ExitCode));
    }

    [Fact]
    public async Task What_is_no_name_is_refused()
    {
        var refused = await Assert.ThrowsAsync<PipelineException>(() => SecretTargets.RotateAsync(Build("Not A Name"), isPlanOnly: true, default));

        Assert.Equal(2, refused.ExitCode);
    }

    [Fact]
    public void A_named_environment_needs_a_store_a_database_and_a_cluster_or_a_persons_word()
    {
        var build = new SampleBuild { Environment = "staging", SecretStore = "env:", Database = new DatabaseSettings { Uri = "mongodb://host/", Name = "app" } };

        Assert.Contains("has no 'Cluster'", Assert.Throws<PipelineException>(() => SecretTargets.CanRotate(build)).Message, StringComparison.Ordinal);
        Assert.True(SecretTargets.CanRotate(new SampleBuild { Environment = "staging", SecretStore = "env:", Database = build.Database, ConfirmMoved = true }));
        Assert.True(SecretTargets.CanRotate(new SampleBuild()));
    }

    private async Task SetAsync(string? value)
    {
        var file = Path.Combine(_directory, "value");
        if (value is not null)
            await File.WriteAllTextAsync(file, value);
        await SecretTargets.SetAsync(Build(valueFile: file), default);
    }

    private async Task<DatabaseCredential> CredentialAsync()
    {
        await using var secrets = new EnvironmentSecrets(Build(), Path.Combine(_directory, "rehearsal"));
        Assert.True(DatabaseCredential.TryParse((await secrets.Store.GetAsync(SecretName.Parse(Name), null, default))!.Value, out var credential));
        return credential;
    }

    private SampleBuild Build(string name = Name, string? valueFile = null) => new() { Secret = name, ValueFile = valueFile, Rehearsals = (AbsolutePath)Path.Combine(_directory, "rehearsal"), ConfirmMoved = true };

    private sealed class SampleBuild : NukeBuild, IRotateSecret
    {
        public string Environment { get; init; } = EnvironmentNameAttribute.Rehearsal;

        public string? Secret { get; init; }

        public string? ValueFile { get; init; }

        public string? SecretStore { get; init; }

        public bool ConfirmMoved { get; init; }

        public DatabaseSettings? Database { get; init; }

        public ClusterSettings? Cluster { get; init; }

        public AbsolutePath? Rehearsals { get; init; }

        AbsolutePath IRehearse.RehearsalDirectory => Rehearsals!;

        AbsolutePath IPublishService.ServiceProject => (AbsolutePath)"/src/AgentKit.Server/AgentKit.Server.csproj";
    }
}
