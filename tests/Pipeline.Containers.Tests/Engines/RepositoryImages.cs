using System.Text.RegularExpressions;
using Pipeline.Containers.Building;
using Pipeline.Containers.Engines;
using Pipeline.Containers.Tests.Scanning;

namespace Pipeline.Containers.Tests.Engines;

/// <summary>
/// The images of the repository's Dockerfile and Dockerfile.ops, built once for the tests of a class. Their FROM names the local stand-in in a copy; their contexts are
/// the programs as they were compiled for the tests, laid together as the targets do.
/// </summary>
public sealed partial class RepositoryImages : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("pipeline-dockerfiles-").FullName;

    public DockerEngineProcess Engine { get; private set; } = null!;

    public BuiltImage Service { get; private set; } = null!;

    public BuiltImage Ops { get; private set; } = null!;

    /// <summary>What the service is built from.</summary>
    public ImageRequest ServiceRequest => Request("service", "agentkit-server") with { Title = "AgentKit", ExposedPorts = [8080], Environment = new Dictionary<string, string> { ["AGENTKIT_COMMIT"] = "0123456789abcdef0123456789abcdef01234567" } };

    /// <summary>What the image of Jobs is built from.</summary>
    public ImageRequest OpsRequest => Request("ops", "agentkit-ops") with { Entrypoint = ["dotnet", "/app/pipeline.dll"] };

    public async Task InitializeAsync()
    {
        if (RequiresDotNetBaseAttribute.Skipped is not null)
            return;
        Copy("src/AgentKit.Server", "service");
        Copy("src/Pipeline.Cli", "ops");
        Copy("migrations", "ops/migrations");
        // A layer is a whole copy for vfs, and the base has some hundred megabytes.
        Engine = await DockerEngineProcess.StartAsync("overlay2");
        await DotNetBase.ImportAsync(Engine);
        Service = await BuildAsync("Dockerfile", ServiceRequest);
        Ops = await BuildAsync("Dockerfile.ops", OpsRequest);
    }

    public async Task DisposeAsync()
    {
        if (Engine is not null)
            await Engine.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private ImageRequest Request(string application, string name) => new()
    {
        ApplicationDirectory = Path.Combine(folder, application),
        Name = name,
        Version = "test",
        Created = PublishedApplication.CommitTime,
        LayoutDirectory = Path.Combine(folder, $"{name}.layout"),
        // One for both: compressing the base takes longer than all else.
        KeptDirectory = Path.Combine(folder, "kept"),
        Revision = "0123456789abcdef0123456789abcdef01234567",
        Source = "https://example.com/acme/agentkit",
    };

    private async Task<BuiltImage> BuildAsync(string dockerfile, ImageRequest request)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Path, dockerfile));
        var copy = Path.Combine(folder, dockerfile);
        await File.WriteAllTextAsync(copy, From().Replace(text, $"FROM {DotNetBase.Image}"));
        return await new EngineImageBuilder(Engine.Engine, new DockerfileSource(copy)).BuildAsync(request);
    }

    // Beside these tests, in the same configuration; without the embedded server, which only a developer's service has, and which is a program too.
    private void Copy(string project, string application)
    {
        var own = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var source = Path.Combine(RepositoryRoot.Path, project, "bin", own.Parent!.Name, own.Name);
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories).Where(x => !x.EndsWith(".pdb", StringComparison.Ordinal) && !x.EndsWith("Pipeline.Embedded.MongoDB.runtimeconfig.json", StringComparison.Ordinal)))
        {
            var copy = Path.Combine(folder, application, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    [GeneratedRegex(@"^FROM \S+@sha256:[0-9a-f]{64}$", RegexOptions.Multiline)]
    private static partial Regex From();
}
