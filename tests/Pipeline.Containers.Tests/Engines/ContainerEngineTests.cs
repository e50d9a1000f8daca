using Docker.DotNet.Models;
using Pipeline.Containers.Engines;
using Pipeline.Containers.Registries.Credentials;
using Pipeline.Errors;
using Secret = Pipeline.Secrets.Secret;

namespace Pipeline.Containers.Tests.Engines;

public sealed class ContainerEngineTests
{
    [Theory]
    [InlineData("unix:///run/user/1000/docker.sock")]
    [InlineData("tcp://127.0.0.1:2375")]
    [InlineData("npipe://./pipe/docker_engine")]
    public void Docker_host_says_where_the_engine_is(string dockerHost) => Assert.Equal(new Uri(dockerHost), EngineEndpoint.Detect(dockerHost));

    [Theory]
    [InlineData("ssh://host")]
    [InlineData("/var/run/docker.sock")]
    [InlineData("nonsense")]
    public void Another_address_is_refused(string dockerHost)
    {
        var error = Assert.Throws<PipelineException>(() => EngineEndpoint.Detect(dockerHost));

        Assert.Equal(("PIPE3200", 2), (error.Code.Id, error.ExitCode));
        Assert.Contains(dockerHost, error.Message);
    }

    [Fact]
    public void Without_docker_host_the_systems_place_is_taken()
    {
        var place = EngineEndpoint.Detect(null, Path.GetTempPath());

        Assert.Equal(OperatingSystem.IsWindows() ? "npipe" : "unix", place.Scheme);
        Assert.Equal(place, EngineEndpoint.Detect(""));
    }

    [Theory]
    [InlineData("unix:///nowhere/docker.sock")]
    [InlineData("tcp://127.0.0.1:1")]
    public async Task Where_no_engine_answers_it_is_said_clearly(string endpoint)
    {
        var error = await Assert.ThrowsAsync<PipelineException>(() => ContainerEngine.ConnectAsync(new Uri(endpoint)));

        Assert.Equal("PIPE3200", error.Code.Id);
        Assert.StartsWith($"No container engine answers at {endpoint}", error.Message);
        Assert.Null(await ContainerEngine.TryConnectAsync(new Uri(endpoint)));
    }

    [Theory]
    [InlineData("""{"message":"no such image: x."}""", "no such image: x")]
    [InlineData("plain", "plain")]
    [InlineData("[]", "[]")]
    [InlineData(null, "")]
    public void The_engines_words_are_taken_from_its_answer(string? body, string message) => Assert.Equal(message, EngineMessage.Of(body));

    [Fact]
    public void The_registries_of_base_images_are_those_of_the_from_lines() => Assert.Equal(
        ["ghcr.io", "docker.io"],
        DockerfileImages.Registries("ARG X\nFROM --platform=linux/amd64 ghcr.io/acme/base:1 AS build\nfrom acme/other\nFROM build\nFROM scratch\nFROM $X\nRUN echo FROM quay.io/x/y\n"));

    [Fact]
    public async Task Credentials_go_along_for_the_base_images_registries_alone()
    {
        var credentials = new RegistryCredentials(new Dictionary<string, RegistryCredential>
        {
            ["docker.io"] = new("bob", new Secret("builder")), ["ghcr.io"] = new("", new Secret("")) { IdentityToken = new Secret("token") }, ["quay.io"] = new("eve", new Secret("x")),
        });

        var sent = await DockerfileImages.CredentialsAsync("FROM ghcr.io/acme/base\nFROM acme/app:1\nFROM localhost:5000/x\n", credentials, default);

        Assert.Equal([("ghcr.io", "", "token"), ("https://index.docker.io/v1/", "bob", null)], sent.Select(x => (x.ServerAddress, x.Username, x.IdentityToken)));
    }

    [Fact]
    public void A_builds_messages_become_lines_and_the_last_ones_are_kept()
    {
        var lines = new List<string>();
        var log = new BuildLog(new Lines(lines));
        foreach (var message in (JSONMessage[])
        [
            new() { Stream = "Step 1/2 : FR" }, new() { Stream = "OM x\n\n" }, new() { Status = "Pulling", ID = "abc" }, new() { Status = "Downloading", Progress = new JSONProgress() },
            new() { Status = "Pulled" }, new() { Stream = "\x1b[91mwarned\n" }, new() { Stream = "\x1b[0m" }, .. Enumerable.Range(0, 30).Select(x => new JSONMessage { Stream = $"{x}\n" }), new() { Error = new JSONError { Message = "broken" } },
        ])
        {
            log.Report(message);
        }

        Assert.Equal(["Step 1/2 : FROM x", "abc: Pulling", "Pulled", "warned", "0"], lines[..5]);
        Assert.Equal((20, "10", "29"), (log.Tail.Count, log.Tail[0], log.Tail[^1]));
        Assert.Equal(("broken", null), (log.Error, log.ImageId));
    }

    private sealed class Lines(List<string> lines) : IProgress<string>
    {
        public void Report(string value) => lines.Add(value);
    }
}
