using Pipeline.Containers.Registries;
using Pipeline.Containers.Registries.Credentials;

namespace Pipeline.Containers.Tests.Registries;

public sealed class DockerConfigTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("pipeline-docker-config-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    private async Task<RegistryCredential?> FindAsync(string config, string registry = "ghcr.io")
    {
        await File.WriteAllTextAsync(Path.Combine(directory, "config.json"), config);
        return await new DockerConfigCredentials(directory, directory).FindAsync(registry, default);
    }

    private void Helper(string name, string script)
    {
        var path = Path.Combine(directory, "docker-credential-" + name);
        File.WriteAllText(path, "#!/bin/sh\n" + script);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Theory]
    [InlineData("ghcr.io", "ghcr.io")]
    [InlineData("https://ghcr.io", "ghcr.io")]
    [InlineData("https://ghcr.io/v2/", "ghcr.io")]
    [InlineData("http://localhost:5000/v1/", "localhost:5000")]
    [InlineData("https://index.docker.io/v1/", "docker.io")]
    [InlineData("docker.io", "docker.io")]
    public async Task A_log_in_is_found_by_its_registry(string key, string registry)
    {
        var auth = Convert.ToBase64String("bob:pass:word"u8);

        var credential = await FindAsync($$$"""{"auths":{"other.example":{"auth":"bad"},"{{{key}}}":{"auth":"{{{auth}}}"} } }""", registry);

        Assert.Equal(("bob", "pass:word"), (credential!.Username, credential.Password.Reveal()));
        Assert.Null(await FindAsync($$$"""{"auths":{"{{{key}}}":{"auth":"{{{auth}}}"} } }""", "quay.io"));
    }

    [Fact]
    public async Task An_identity_token_comes_before_the_password()
    {
        var credential = await FindAsync($$$"""{"auths":{"ghcr.io":{"auth":"{{{Convert.ToBase64String("00000000-0000-0000-0000-000000000000:"u8)}}}","identitytoken":"abc"} } }""");

        Assert.Equal("abc", credential!.IdentityToken!.Reveal());
        Assert.DoesNotContain("abc", credential.ToString());
    }

    [Fact]
    public async Task Name_and_password_may_stand_there_openly() =>
        Assert.Equal("secret", (await FindAsync("""{"auths":{"ghcr.io":{"username":"bob","password":"secret"}}}"""))!.Password.Reveal());

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"auths":{}}""")]
    [InlineData("""{"auths":{"ghcr.io":{}}}""")]
    [InlineData("""{"auths":null,"credHelpers":null,"credsStore":""}""")]
    public async Task Where_nothing_stands_nobody_signs_in(string config) => Assert.Null(await FindAsync(config));

    [Fact]
    public async Task Without_the_file_nobody_signs_in() => Assert.Null(await new DockerConfigCredentials(Path.Combine(directory, "none")).FindAsync("ghcr.io", default));

    [Theory]
    [InlineData("{ \"auths\": { \"x\": hunter2", "no JSON")]
    [InlineData("[]", "no JSON object")]
    [InlineData("""{"auths":{"ghcr.io":{"auth":"hunter2!"}}}""", "base64")]
    [InlineData("""{"auths":{"ghcr.io":{"auth":"aHVudGVyMg=="}}}""", "colon")]
    public async Task A_damaged_file_is_named_and_not_quoted(string config, string reason)
    {
        var error = await Assert.ThrowsAsync<RegistryException>(() => FindAsync(config));

        Assert.Equal("PIPE3109", error.Code.Id);
        Assert.Contains(reason, error.Message);
        Assert.DoesNotContain("hunter2", error.ToString());
    }

    [Fact]
    public async Task A_credential_helper_is_asked_with_the_registrys_name()
    {
        Helper("test", """read server; echo "{\"ServerURL\":\"$server\",\"Username\":\"for-$server\",\"Secret\":\"$1\"}" """);

        var credential = await FindAsync("""{"credHelpers":{"ghcr.io":"test"},"credsStore":"none"}""");

        Assert.Equal(("for-ghcr.io", "get"), (credential!.Username, credential.Password.Reveal()));
    }

    [Fact]
    public async Task Docker_hub_is_asked_for_by_its_old_address()
    {
        Helper("test", """read server; echo "{\"Username\":\"$server\",\"Secret\":\"x\"}" """);

        Assert.Equal("https://index.docker.io/v1/", (await FindAsync("""{"credsStore":"test"}""", "docker.io"))!.Username);
    }

    [Fact]
    public async Task A_helpers_token_is_an_identity_token()
    {
        Helper("test", """echo '{"Username":"<token>","Secret":"abc"}'""");

        Assert.Equal("abc", (await FindAsync("""{"credsStore":"test"}"""))!.IdentityToken!.Reveal());
    }

    [Fact]
    public async Task What_the_helper_does_not_have_may_stand_in_the_file()
    {
        Helper("test", "echo 'credentials not found in native keychain'; exit 1");

        Assert.Null(await FindAsync("""{"credsStore":"test"}"""));
        Assert.Equal("bob", (await FindAsync("""{"credsStore":"test","auths":{"ghcr.io":{"username":"bob"}}}"""))!.Username);
    }

    [Theory]
    [InlineData("echo 'the keychain is locked' >&2; exit 1", "the keychain is locked")]
    [InlineData("echo hunter2", "no JSON")]
    [InlineData("echo '{\"Username\":\"bob\",\"hunter2\":1}'", "no JSON")]
    public async Task A_failing_helper_is_named_with_what_it_said(string script, string reason)
    {
        Helper("test", script);

        var error = await Assert.ThrowsAsync<RegistryException>(() => FindAsync("""{"credsStore":"test"}"""));

        Assert.Equal("PIPE3109", error.Code.Id);
        Assert.Contains("docker-credential-test", error.Message);
        Assert.Contains(reason, error.Message);
        Assert.DoesNotContain("hunter2", error.ToString());
    }

    [Theory]
    [InlineData("missing", "docker-credential-missing")]
    [InlineData("../evil", "'../evil'")]
    public async Task A_helper_that_is_not_there_or_is_no_name_is_refused(string name, string reason)
    {
        var error = await Assert.ThrowsAsync<RegistryException>(() => FindAsync($$"""{"credsStore":"{{name}}"}"""));

        Assert.Equal("PIPE3109", error.Code.Id);
        Assert.Contains(reason, error.Message);
    }
}
