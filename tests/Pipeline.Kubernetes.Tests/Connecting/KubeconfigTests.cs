using Pipeline.Errors;
using Pipeline.Kubernetes.Connecting;

namespace Pipeline.Kubernetes.Tests.Connecting;

public sealed class KubeconfigTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"kubeconfig-{Guid.NewGuid():n}");

    public void Dispose() => File.Delete(_path);

    private const string Valid = """
        apiVersion: v1
        kind: Config
        current-context: staging
        contexts:
        - {name: staging, context: {cluster: c1, user: u1}}
        - {name: production, context: {cluster: c1, user: nobody}}
        - {name: lost, context: {cluster: c9, user: u1}}
        clusters:
        - {name: c1, cluster: {server: "https://127.0.0.1:1"}}
        users:
        - {name: u1, user: {token: abc}}
        """;

    private async Task<PipelineException> ErrorAsync(string? content, string? context = null)
    {
        if (content is not null)
            await File.WriteAllTextAsync(_path, content);
        return await Assert.ThrowsAsync<PipelineException>(() => Deployer.ConnectAsync(ClusterConnection.FromKubeconfig(_path, context)));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named()
    {
        var error = await ErrorAsync(null);

        Assert.Equal((DeployErrors.InvalidKubeconfig, 2, $"There is no kubeconfig {_path}."), (error.Code, error.ExitCode, error.Message));
    }

    [Fact]
    public async Task A_context_that_is_not_there_is_told_with_those_that_are()
    {
        var error = await ErrorAsync(Valid, "stagign");

        Assert.Equal($"{_path} has no context 'stagign'. It has staging, production, lost.", error.Message);
    }

    [Theory]
    [InlineData("production", "there is no user 'nobody'. It has u1.")]
    [InlineData("lost", "there is no cluster 'c9'. It has c1.")]
    public async Task A_context_that_leads_nowhere_says_what_is_missing(string context, string message) => Assert.EndsWith(message, (await ErrorAsync(Valid, context)).Message);

    [Fact]
    public async Task A_file_without_a_current_context_asks_for_one() =>
        Assert.Equal($"{_path} has no current-context; name one of its contexts: staging, production, lost.", (await ErrorAsync(Valid.Replace("current-context: staging\n", "", StringComparison.Ordinal))).Message);

    [Fact]
    public async Task A_file_that_is_no_kubeconfig_is_named() => Assert.Contains(_path, (await ErrorAsync("contexts: {")).Message);

    [Fact]
    public async Task A_server_that_does_not_run_is_unreachable()
    {
        var error = await ErrorAsync(Valid);

        Assert.Equal(DeployErrors.Unreachable, error.Code);
        Assert.StartsWith("No answer from https://127.0.0.1:1/: Connection refused.", error.Message);
    }

    [Fact]
    public async Task A_credential_plugin_that_is_not_installed_is_named()
    {
        var error = await ErrorAsync(Valid.Replace("{token: abc}", "{exec: {apiVersion: client.authentication.k8s.io/v1, command: no-such-plugin, interactiveMode: Never}}", StringComparison.Ordinal));

        Assert.Equal(DeployErrors.CredentialPluginFailed, error.Code);
        Assert.Contains("no-such-plugin", error.Message);
    }

    [Fact]
    public async Task A_credential_plugin_gives_the_token()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var server = new ScriptedServer().Answers(200, """{"metadata":{"uid":"u1"}}""");
        var plugin = $"{_path}-plugin";
        await File.WriteAllTextAsync(plugin, "#!/bin/sh\necho '{\"apiVersion\":\"client.authentication.k8s.io/v1\",\"kind\":\"ExecCredential\",\"status\":{\"token\":\"from-the-plugin\"}}'\n");
        File.SetUnixFileMode(plugin, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        await File.WriteAllTextAsync(_path, Valid
            .Replace("https://127.0.0.1:1", server.Address.AbsoluteUri, StringComparison.Ordinal)
            .Replace("{token: abc}", $"{{exec: {{apiVersion: client.authentication.k8s.io/v1, command: {plugin}, interactiveMode: Never}}}}", StringComparison.Ordinal));

        using var deployer = await Deployer.ConnectAsync(ClusterConnection.FromKubeconfig(_path) with { ExpectedUid = "u1" });
        File.Delete(plugin);

        Assert.Equal("u1", deployer.ClusterUid);
        Assert.Equal(["Bearer from-the-plugin"], server.Credentials);
    }

    [Fact]
    public void A_token_is_not_in_what_a_connection_prints() =>
        Assert.Equal("ClusterConnection { Server = https://c/, Token = *** }", ClusterConnection.WithToken(new Uri("https://c"), "topsecret").ToString());
}
