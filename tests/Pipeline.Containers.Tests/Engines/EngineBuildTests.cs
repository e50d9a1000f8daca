using Pipeline.Containers.Building;
using Pipeline.Containers.Engines;
using Pipeline.Containers.Registries;
using Pipeline.Containers.Tests.Registries;
using Pipeline.Errors;

namespace Pipeline.Containers.Tests.Engines;

/// <summary>Builds with a real dockerd.</summary>
public sealed class EngineBuildTests(DockerDaemon daemon) : IClassFixture<DockerDaemon>, IDisposable
{
    private readonly PublishedApplication application = new();

    public void Dispose() => application.Dispose();

    private DockerfileSource Dockerfile(string text)
    {
        var path = Path.Combine(application.Root, "Dockerfile");
        File.WriteAllText(path, text);
        return new DockerfileSource(path);
    }

    private Task<BuiltImage> BuildAsync(string dockerfile, Func<ImageRequest, ImageRequest>? change = null, Func<DockerfileSource, DockerfileSource>? source = null) =>
        new EngineImageBuilder(daemon.Engine, source?.Invoke(Dockerfile(dockerfile)) ?? Dockerfile(dockerfile)).BuildAsync(change?.Invoke(application.Request()) ?? application.Request());

    private async Task<PipelineException> FailsAsync(string id, string dockerfile, Func<ImageRequest, ImageRequest>? change = null)
    {
        var error = await Assert.ThrowsAsync<PipelineException>(() => BuildAsync(dockerfile, change));
        Assert.Equal(id, error.Code.Id);
        Assert.Equal(["Dockerfile", "publish"], Directory.EnumerateFileSystemEntries(application.Root).Select(Path.GetFileName).Order());
        return error;
    }

    private static IEnumerable<string> Files(BuiltImage image) => image.Layers.SelectMany(new BuiltLayout(image).Entries).Select(x => x.Name.TrimEnd('/'));

    [RequiresDockerd]
    public async Task Both_builders_give_the_same_labels_user_port_and_entry_point()
    {
        const string text = "FROM tiny:1\nWORKDIR /app\nCOPY . .\n";
        var request = application.Request() with { Entrypoint = ["/bin/sh", "/app/run.sh"], Arguments = ["-v"], Labels = new Dictionary<string, string> { ["com.acme.team"] = "core" } };

        var daemonless = await new LayoutImageBuilder().BuildAsync(request with { LayoutDirectory = request.LayoutDirectory + "-2", ArchivePath = null });
        var engine = await new EngineImageBuilder(daemon.Engine, Dockerfile(text)).BuildAsync(request);

        var (theirs, ours) = (new BuiltLayout(engine).Config["config"]!, new BuiltLayout(daemonless).Config["config"]!);
        foreach (var name in (string[])["User", "WorkingDir", "Entrypoint", "Cmd", "ExposedPorts"])
            Assert.Equal(ours[name]?.ToJsonString(), theirs[name]?.ToJsonString());
        ours["Labels"]!.AsObject().Remove("dev.pipeline.base");
        Assert.Equal(ours["Labels"]!.ToJsonString(), theirs["Labels"]!.ToJsonString());
        Assert.Equal(theirs["Labels"]!.ToJsonString(), new BuiltLayout(engine).Manifest["annotations"]!.ToJsonString());
        Assert.Contains("A=1", theirs["Env"]!.AsArray().Select(x => (string?)x));
        Assert.True(engine.HasBase);
        Assert.Empty(engine.Warnings);
        Assert.Contains("app/App.dll", Files(engine));
    }

    [RequiresDockerd]
    public async Task Every_descriptor_names_the_content_that_lies_under_it()
    {
        var image = await BuildAsync("FROM tiny:1\nRUN echo built > /built\nCOPY App.dll /app/\nENTRYPOINT [\"cat\", \"/built\"]\nCMD [\"-\"]\n");

        var layout = new BuiltLayout(image);
        foreach (var blob in Directory.EnumerateFiles(Path.Combine(image.LayoutDirectory, "blobs", "sha256")))
            Assert.Equal(Path.GetFileName(blob), Digest.Of(await File.ReadAllBytesAsync(blob)).Hex);
        Assert.Equal(3, image.Layers.Count);
        Assert.Equal(image.Layers.Select(x => x.DiffId), image.Layers.Select(x => Digest.Of(layout.Uncompressed(x))));
        Assert.Equal(image.Layers.Count, layout.Config["history"]!.AsArray().Count(x => x!["empty_layer"] is null));
        Assert.Equal(("""["cat","/built"]""", """["-"]"""), (layout.Config["config"]!["Entrypoint"]!.ToJsonString(), layout.Config["config"]!["Cmd"]!.ToJsonString()));
        Assert.Contains("built", Files(image));
        Assert.True(File.Exists(image.ArchivePath));
    }

    [RequiresDockerd]
    public async Task What_was_built_goes_through_a_registry_like_any_other()
    {
        var image = await BuildAsync("FROM tiny:1\nCMD [\"id\"]\n");
        using var registry = new FakeRegistry();
        using var client = new RegistryClient();
        var target = TestImage.At(registry.Host);

        await client.PushAsync(image.LayoutDirectory, target);

        Assert.Equal(image.Digest, (await client.PullAsync(target, Path.Combine(application.Root, "pulled"))).Digest);
        var onTop = await new LayoutImageBuilder().BuildAsync(application.Request("top") with { BaseImage = new BaseImage(Path.Combine(application.Root, "pulled")) });
        Assert.Equal(image.Layers[0].Digest, onTop.Layers[0].Digest);
    }

    [RequiresDockerd]
    public async Task Another_implementation_reads_the_layout()
    {
        var image = await BuildAsync("FROM tiny:1\nCMD [\"id\"]\n");

        await Skopeo.RunAsync("copy", "--insecure-policy", $"oci:{image.LayoutDirectory}:1.2.3", $"dir:{application.Root}/copy");

        Assert.Equal(image.Digest, Digest.Of(await File.ReadAllBytesAsync($"{application.Root}/copy/manifest.json")));
    }

    [RequiresDockerd]
    public async Task A_context_is_sent_without_what_dockerignore_excludes()
    {
        application.Write(".dockerignore", "*.json\n!App.deps.json\nwwwroot\nempty\n");

        var image = await BuildAsync("FROM tiny:1\nCOPY . /context\nCMD [\"id\"]\n");

        Assert.Equal(["context", "context/App.deps.json", "context/App.dll", "context/run.sh"], Files(image).Where(x => x.StartsWith("context", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [RequiresDockerd]
    public async Task A_dockerfile_in_the_context_is_found_even_when_it_is_excluded()
    {
        // The engine takes it out of what COPY sees, and leaves its folder; so it does for Docker's own client.
        application.Write("docker/Dockerfile", "FROM tiny:1\nCOPY . /context\nCMD [\"id\"]\n");
        application.Write("docker/Dockerfile.dockerignore", "**\n!App.dll\n");

        var image = await new EngineImageBuilder(daemon.Engine, new DockerfileSource(Path.Combine(application.PublishDirectory, "docker", "Dockerfile"))).BuildAsync(application.Request());

        Assert.Equal(["context", "context/App.dll", "context/docker"], Files(image).Where(x => x.StartsWith("context", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [RequiresDockerd]
    public async Task A_context_elsewhere_a_stage_and_arguments_are_taken()
    {
        var repository = Directory.CreateDirectory(Path.Combine(application.Root, "repository")).FullName;
        await File.WriteAllTextAsync(Path.Combine(repository, "source.txt"), "source");

        var image = await BuildAsync(
            "ARG BASE=none\nFROM $BASE AS build\nARG NAME\nCOPY source.txt /src/\nRUN cat /src/source.txt > /$NAME\nFROM tiny:1 AS wanted\nCOPY --from=build /made /made\nCMD [\"cat\", \"/made\"]\nFROM wanted\nRUN exit 1\n",
            source: x => x with { ContextDirectory = repository, Target = "wanted", Arguments = new Dictionary<string, string> { ["BASE"] = "tiny:1", ["NAME"] = "made" } });

        Assert.Contains("made", Files(image));
        Assert.DoesNotContain("src/source.txt", Files(image));
    }

    [RequiresDockerd]
    public async Task A_failed_step_is_given_with_its_output()
    {
        var lines = new List<string>();
        var error = await Assert.ThrowsAsync<PipelineException>(() => new EngineImageBuilder(daemon.Engine, Dockerfile("FROM tiny:1\nRUN echo first && echo the reason >&2 && exit 3\n"), null, new Lines(lines)).BuildAsync(application.Request()));

        Assert.Equal("PIPE3202", error.Code.Id);
        Assert.Contains("code: 3", error.Message);
        Assert.Contains("the reason", error.Message);
        Assert.Contains("first", lines);
        Assert.False(Directory.Exists(application.Request().LayoutDirectory));
    }

    [RequiresDockerd]
    public async Task A_base_image_that_is_not_there_is_named() =>
        Assert.Contains("nowhere.invalid", (await FailsAsync("PIPE3202", "FROM nowhere.invalid/none:1\nCMD [\"id\"]\n")).Message);

    [RequiresDockerd]
    public async Task A_dockerfile_that_cannot_be_read_is_refused_with_the_engines_words() =>
        Assert.Contains("unknown instruction", (await FailsAsync("PIPE3204", "FROM tiny:1\nRUNN x\n")).Message);

    [RequiresDockerd]
    public async Task An_image_with_nothing_to_start_is_refused() =>
        Assert.Contains("ENTRYPOINT", (await FailsAsync("PIPE3203", "FROM tiny:1\nENV A=b\n")).Message);

    [RequiresDockerd]
    public async Task Another_platform_than_the_engines_is_refused() =>
        Assert.Contains("s390x", (await FailsAsync("PIPE3203", "FROM tiny:1\nCMD [\"id\"]\n", x => x with { Platform = new ImagePlatform("linux", "s390x") })).Message);

    [RequiresDockerd]
    public async Task Root_gives_way_to_the_requests_user_and_this_is_said()
    {
        var root = await BuildAsync("FROM tiny:1\nUSER root\nCMD [\"id\"]\n");
        var own = await BuildAsync("FROM tiny:1\nUSER 2000:2000\nWORKDIR /srv\nCMD [\"id\"]\n", _ => application.Request("own"));

        Assert.Equal("1654", (string?)new BuiltLayout(root).Config["config"]!["User"]);
        Assert.Contains("USER root", Assert.Single(root.Warnings));
        Assert.Equal(("2000:2000", "/srv"), ((string?)new BuiltLayout(own).Config["config"]!["User"], (string?)new BuiltLayout(own).Config["config"]!["WorkingDir"]));
        Assert.Empty(own.Warnings);
    }

    [RequiresDockerd]
    public async Task A_build_can_be_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        var builder = new EngineImageBuilder(daemon.Engine, Dockerfile("FROM tiny:1\nRUN echo running && busybox sleep 600 || /bin/busybox sleep 600\n"), null, new Lines([], x => { if (x == "running") cancel.Cancel(); }));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => builder.BuildAsync(application.Request(), cancel.Token));

        Assert.Equal(["Dockerfile", "publish"], Directory.EnumerateFileSystemEntries(application.Root).Select(Path.GetFileName).Order());
    }

    [RequiresDockerd]
    public void The_engine_says_what_it_is()
    {
        Assert.Equal("linux", daemon.Engine.Version.Platform.OperatingSystem);
        Assert.StartsWith("1.", daemon.Engine.Version.ApiVersion);
    }

    private sealed class Lines(List<string> lines, Action<string>? then = null) : IProgress<string>
    {
        public void Report(string value)
        {
            lines.Add(value);
            then?.Invoke(value);
        }
    }
}
