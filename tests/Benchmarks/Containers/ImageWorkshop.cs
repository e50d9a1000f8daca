using System.Globalization;
using Pipeline.Containers.Registries;
using Pipeline.Containers.Tests.Engines;
using Pipeline.Containers.Tests.Registries;

namespace Benchmarks.Containers;

/// <summary>
/// What images are built with and from: a Docker engine and a registry of our own, the published service, and a base that both builders take. No registry
/// can be reached here, so tests/components/dotnet-base.sh makes the base, and the repository's Dockerfile names it in a copy.
/// </summary>
internal sealed class ImageWorkshop : IAsyncDisposable
{
    public const string Base = "local/dotnet-base:1";
    public const string Sdk = "local/dotnet-sdk:1";
    public const string Name = "agentkit-server";

    private readonly string directory = Directory.CreateTempSubdirectory("pipeline-bench-images-").FullName;
    private int change;

    private ImageWorkshop(DockerEngineProcess engine, DockerRegistry registry) => (Engine, Registry) = (engine, registry);

    public string Product { get; } = Workspace.FindProduct();

    public DockerEngineProcess Engine { get; }

    public DockerRegistry Registry { get; }

    /// <summary>What <c>PublishService</c> leaves.</summary>
    public string Published => PathOf("service");

    /// <summary>The repository's, with another base.</summary>
    public string Dockerfile => PathOf("Dockerfile");

    /// <summary>The base as an OCI layout.</summary>
    public string BaseLayout => PathOf("base");

    /// <summary>This program, published as the build program is: ahead of time.</summary>
    public string Program => PathOf("program/Benchmarks.dll");

    public string PathOf(string name) => Path.Combine(directory, name);

    public static async Task<ImageWorkshop> OpenAsync()
    {
        var workshop = new ImageWorkshop(await DockerEngineProcess.StartAsync("overlay2"), await DockerRegistry.StartAsync());
        try
        {
            await workshop.PrepareAsync();
            return workshop;
        }
        catch
        {
            await workshop.DisposeAsync();
            throw;
        }
    }

    /// <summary>Docker's own client, with the classic builder: the engine of this distribution has no other.</summary>
    public Task<TimeSpan> DockerAsync(params string[] arguments) =>
        Timed.RunAsync("docker", arguments, directory, new Dictionary<string, string> { ["DOCKER_HOST"] = Engine.Endpoint.OriginalString, ["DOCKER_BUILDKIT"] = "0" });

    /// <summary>A build without an engine, as a process of its own.</summary>
    /// <param name="published">What is packed.</param>
    /// <param name="layout">The OCI layout's name.</param>
    /// <param name="repository">Where it is pushed to; empty for nowhere.</param>
    public Task<TimeSpan> DaemonlessAsync(string published, string layout, string repository = "") =>
        Timed.RunAsync("dotnet", [Program, "image-once", published, PathOf(layout), BaseLayout, PathOf("layers"), repository], directory);

    /// <summary>New bytes in one assembly, as an edit of one source file gives them.</summary>
    public async Task ChangeAssemblyAsync()
    {
        await using var assembly = new FileStream(Path.Combine(Published, "AgentKit.Server.dll"), FileMode.Open, FileAccess.Write);
        // In the middle of the file, where strings and code are.
        assembly.Position = assembly.Length / 2;
        await assembly.WriteAsync(BitConverter.GetBytes(++change));
    }

    /// <summary>Imports what dotnet-base.sh makes of this machine's .NET.</summary>
    public async Task ImportAsync(string kind, string image)
    {
        var file = Path.Combine(Product, ".nuke", "temp", "components", $"dotnet-{kind}.tar");
        await Timed.RunAsync("bash", [Path.Combine(Product, "tests", "components", "dotnet-base.sh"), file, kind], Product);
        await using var content = File.OpenRead(file);
        await Engine.ImportAsync(content, image.Split(':')[0], image.Split(':')[1]);
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        await Registry.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }

    private async Task PrepareAsync()
    {
        // As PublishService does: packages are restored once for all configurations.
        await Timed.RunAsync("dotnet", ["restore", Path.Combine(Product, "src", "AgentKit.Server"), "-v", "q"], Product);
        await Timed.RunAsync("dotnet", ["publish", Path.Combine(Product, "src", "AgentKit.Server"), "-c", "Release", "--no-restore", "-o", Published, "-p:UseAppHost=false", "-v", "q", "-nologo"], Product);
        await Timed.RunAsync("dotnet", ["publish", Path.Combine(Product, "tests", "Benchmarks"), "-c", "Release", "--no-restore", "-o", Path.GetDirectoryName(Program)!, "-p:PipelineReadyToRun=true", "-v", "q", "-nologo"], Product);
        await ImportAsync("runtime", Base);
        var dockerfile = await File.ReadAllLinesAsync(Path.Combine(Product, "Dockerfile"));
        await File.WriteAllLinesAsync(Dockerfile, dockerfile.Select(x => x.StartsWith("FROM ", StringComparison.Ordinal) ? $"FROM {Base}" : x));

        // Through the registry, which gives both builders the same compressed layers, and has them already, as for every build but the first.
        var pushed = $"{Registry.Host}/{Name}:base";
        await DockerAsync("tag", Base, pushed);
        await DockerAsync("push", "-q", pushed);
        using var client = new RegistryClient();
        await client.PullAsync(ImageReference.Parse(pushed), BaseLayout);
    }

    /// <summary>What was packed, for the table's caption.</summary>
    public string Sizes()
    {
        var files = Directory.GetFiles(Published, "*", SearchOption.AllDirectories);
        var layers = Directory.GetFiles(Path.Combine(BaseLayout, "blobs", "sha256")).Sum(x => new FileInfo(x).Length);
        return string.Create(CultureInfo.InvariantCulture, $"{files.Length} files of {files.Sum(x => new FileInfo(x).Length) / 1048576.0:0.0} MiB on a base of {layers / 1048576.0:0} MiB compressed");
    }
}
