using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Docker.DotNet;
using Docker.DotNet.Models;
using Pipeline.Containers.Building;
using Pipeline.Containers.Engines;
using Pipeline.Containers.Scanning.Running;
using Pipeline.Tests;

namespace Pipeline.Containers.Tests.Engines;

/// <summary>The repository's own Dockerfiles, built by a real dockerd on a local base, and started.</summary>
[Trait("Speed", "Slow")]
public sealed class RepositoryDockerfileTests(RepositoryImages images) : IClassFixture<RepositoryImages>
{
    [RequiresDotNetBase]
    public async Task The_service_starts_in_a_container_as_user_1654_and_answers()
    {
        var port = FreePort.Take();
        using var docker = new DockerClientBuilder().WithEndpoint(images.Engine.Endpoint).Build();
        var container = (await docker.Containers.CreateContainerAsync(new CreateContainerParameters
        {
            Image = "agentkit-server:test",
            // As in a rehearsal; nobody answers for the database, without which it isn't ready, but alive.
            Env =
            [
                "ASPNETCORE_ENVIRONMENT=Staging", "AGENTKIT_HTTP_ADDRESS=127.0.0.1", $"AGENTKIT_HTTP_PORT={port}", "AGENTKIT_DEVELOPMENT_TOKENS=true", "AGENTKIT_DEVELOPMENT_TOKEN_KEY_FILE=/tmp/token-key.pem",
                "FILE_STORAGE_ROOT=file:///tmp/files", "SECRET_STORE=encrypted:///tmp/secrets.json", $"AGENTKIT_SIGNING_KEY={new string('x', 32)}", "MONGODB_URI=mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=500", "DOTNET_EnableDiagnostics=0",
            ],
            HostConfig = new HostConfig { NetworkMode = "host", ReadonlyRootfs = true, CapDrop = ["ALL"], SecurityOpt = ["no-new-privileges"], Tmpfs = new Dictionary<string, string> { ["/tmp"] = "rw,mode=1777" } },
        })).ID;
        await docker.Containers.StartContainerAsync(container, new ContainerStartParameters());

        var (status, said) = await LivezAsync(docker, container, port);

        Assert.True(status == HttpStatusCode.OK, said);
        var process = (await docker.Containers.InspectContainerAsync(container)).State!.Pid;
        Assert.Equal(["1654", "1654", "1654", "1654"], (await File.ReadAllLinesAsync(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/status"))).Single(x => x.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[1..]);
        await docker.Containers.RemoveContainerAsync(container, new ContainerRemoveParameters { Force = true });
    }

    [RequiresDotNetBase]
    public async Task The_image_of_jobs_starts_the_pipeline_command_and_has_the_migrations()
    {
        var run = new ContainerRun { Image = "agentkit-ops:test", Arguments = ["--help"] };

        var help = await new EngineContainerRunner(images.Engine.Engine).RunAsync(run, default);

        Assert.True(help.ExitCode == 0, help.Error);
        Assert.Contains("migrate", help.Output + help.Error, StringComparison.Ordinal);
        Assert.Contains("app/migrations/AgentKit.Migrations.dll", images.Ops.Layers.SelectMany(new BuiltLayout(images.Ops).Entries).Select(x => x.Name));
    }

    [RequiresDotNetBase]
    public async Task Both_images_say_the_same_as_those_that_are_built_without_an_engine()
    {
        await AssertSameAsync(images.Service, images.ServiceRequest);
        await AssertSameAsync(images.Ops, images.OpsRequest);
    }

    // But for what a Dockerfile can't know (the base's digest) and what an application layer alone says of itself.
    private static async Task AssertSameAsync(BuiltImage engine, ImageRequest request)
    {
        var daemonless = await new LayoutImageBuilder().BuildAsync(request with { LayoutDirectory = request.LayoutDirectory + "-2" });
        var (theirs, ours) = (new BuiltLayout(engine).Config["config"]!, new BuiltLayout(daemonless).Config["config"]!);
        var labels = ours["Labels"]!.AsObject().Where(x => x.Key != ImageAnnotations.Base).Append(KeyValuePair.Create("org.opencontainers.image.base.name", (JsonNode?)"mcr.microsoft.com/dotnet/aspnet:10.0"));

        Assert.Equal(labels.Select(x => $"{x.Key}={x.Value}").Order(StringComparer.Ordinal), theirs["Labels"]!.AsObject().Select(x => $"{x.Key}={x.Value}").Order(StringComparer.Ordinal));
        Assert.Equal(("1654:1654", "1654"), ((string?)theirs["User"], (string?)ours["User"]));
        foreach (var name in (string[])["WorkingDir", "Entrypoint", "Cmd", "ExposedPorts"])
            Assert.Equal(ours[name]?.ToJsonString(), theirs[name]?.ToJsonString());
        foreach (var variable in request.Environment)
            Assert.Contains($"{variable.Key}={variable.Value}", theirs["Env"]!.AsArray().Select(x => (string?)x));
    }

    private static async Task<(HttpStatusCode? Status, string Said)> LivezAsync(DockerClient docker, string container, int port)
    {
        using var http = new HttpClient();
        for (var started = Stopwatch.StartNew(); started.Elapsed < TimeSpan.FromSeconds(60);)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{port}/livez"));
                return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
            }
            catch (HttpRequestException)
            {
                if (!(await docker.Containers.InspectContainerAsync(container)).State!.Running)
                    break;
                await Task.Delay(100);
            }
        }

        using var logs = await docker.Containers.GetContainerLogsAsync(container, new ContainerLogsParameters { ShowStdout = true, ShowStderr = true });
        var (output, error) = await logs.ReadOutputToEndAsync(default);
        return (null, $"It doesn't answer. It said: {output}{error}");
    }
}
