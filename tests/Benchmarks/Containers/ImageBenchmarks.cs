using System.Diagnostics;
using System.Globalization;
using Pipeline.Containers.Building;
using Pipeline.Containers.Registries;

namespace Benchmarks.Containers;

/// <summary>The service's image, without an engine and with <c>docker build</c>, in the same rounds.</summary>
internal static class ImageBenchmarks
{
    public static async Task<string> RunAsync(int runs)
    {
        await using var workshop = await ImageWorkshop.OpenAsync();
        var registry = $"{workshop.Registry.Host}/{ImageWorkshop.Name}";
        string[] docker = ["build", "-q", "-f", workshop.Dockerfile, "-t", $"{registry}:docker", workshop.Published];
        var changed = await Series.MeasureAsync(
        [
            new("`docker build` of the repository's Dockerfile", () => workshop.DockerAsync(docker)) { Before = workshop.ChangeAssemblyAsync },
            new("daemonless, a process from start to end", () => workshop.DaemonlessAsync(workshop.Published, "process")) { Before = workshop.ChangeAssemblyAsync },
            new("daemonless, in a running process", () => CallAsync(workshop)) { Before = workshop.ChangeAssemblyAsync },
            new("daemonless, as a process, nothing kept from before", () => workshop.DaemonlessAsync(workshop.Published, "cold")) { Before = () => ForgetAsync(workshop) },
        ], runs);
        var pushed = await Series.MeasureAsync(
        [
            new("`docker build` and `docker push`", async () => await workshop.DockerAsync(docker) + await workshop.DockerAsync("push", "-q", $"{registry}:docker")) { Before = workshop.ChangeAssemblyAsync },
            new("daemonless and its push, a process from start to end", () => workshop.DaemonlessAsync(workshop.Published, "pushed", $"{registry}:daemonless")) { Before = workshop.ChangeAssemblyAsync },
        ], runs);
        var unchanged = await Series.MeasureAsync(
        [
            new("`docker build` of the repository's Dockerfile", () => workshop.DockerAsync(docker)),
            new("daemonless, a process from start to end", () => workshop.DaemonlessAsync(workshop.Published, "process")),
            new("daemonless, in a running process", () => CallAsync(workshop)),
        ], runs);
        var gate = await GateBenchmarks.RunAsync(workshop, runs);
        return string.Create(CultureInfo.InvariantCulture, $"""
            ## Images

            {workshop.Sizes()}.

            One assembly changed, to an OCI layout:

            {Series.Table(changed, "x docker build")}
            The same, to a local registry:

            {Series.Table(pushed, "x docker")}
            Nothing changed:

            {Series.Table(unchanged, "x docker build")}
            {GateBenchmarks.Heading}

            {gate}
            """);
    }

    /// <summary>The same with the compilation, which most Dockerfiles of .NET services do inside.</summary>
    public static async Task<string> RunCompiledAsync(int runs)
    {
        await using var workshop = await ImageWorkshop.OpenAsync();
        var multiStage = await MultiStageBuild.PrepareAsync(workshop);
        var all = await Series.MeasureAsync(
        [
            new("`docker build` of a multi-stage Dockerfile, `dotnet publish` inside", () => workshop.DockerAsync("build", "-q", "-t", "multi-stage", multiStage.Tree)) { Before = multiStage.EditAsync },
            new("`dotnet publish`, then daemonless", multiStage.PublishAndPackAsync) { Before = multiStage.EditAsync },
        ], runs);
        return $"## Images with their compilation\n\nOne source file changed:\n\n{Series.Table(all, "x docker build")}";
    }

    /// <summary>What the process does: builds, and pushes where a repository is named.</summary>
    public static async Task OnceAsync(string published, string layout, string baseLayout, string kept, string repository)
    {
        await new LayoutImageBuilder().BuildAsync(Request(published, layout, baseLayout, kept));
        if (repository.Length == 0)
            return;
        using var client = new RegistryClient();
        await client.PushAsync(layout, ImageReference.Parse(repository));
    }

    private static async Task<TimeSpan> CallAsync(ImageWorkshop workshop)
    {
        var watch = Stopwatch.StartNew();
        await new LayoutImageBuilder().BuildAsync(Request(workshop.Published, workshop.PathOf("call"), workshop.BaseLayout, workshop.PathOf("layers")));
        return watch.Elapsed;
    }

    private static Task ForgetAsync(ImageWorkshop workshop)
    {
        foreach (var name in (string[])["layers", "cold"])
        {
            if (Directory.Exists(workshop.PathOf(name)))
                Directory.Delete(workshop.PathOf(name), recursive: true);
        }

        return Task.CompletedTask;
    }

    // As build/Build.Image.cs asks for it.
    private static ImageRequest Request(string published, string layout, string baseLayout, string kept) => new()
    {
        ApplicationDirectory = published,
        Name = ImageWorkshop.Name,
        Version = "daemonless",
        Created = DateTimeOffset.UnixEpoch,
        LayoutDirectory = layout,
        KeptDirectory = kept,
        BaseImage = new BaseImage(baseLayout),
        ExposedPorts = [8080],
        Title = "AgentKit",
    };
}
