using System.Globalization;
using System.Text.Json;

namespace Benchmarks.Containers;

/// <summary>
/// The Dockerfile that most .NET services have: restore, compile and publish inside, then copy into the runtime's image. Nothing can be downloaded here, so the
/// packages that a restore needs lie in its context. The same tree is published outside of Docker for the daemonless build.
/// </summary>
internal sealed class MultiStageBuild
{
    private const string Service = "src/AgentKit.Server";

    private readonly ImageWorkshop workshop;
    private int edits;

    private MultiStageBuild(ImageWorkshop workshop) => this.workshop = workshop;

    /// <summary>The context.</summary>
    public string Tree => workshop.PathOf("tree");

    public static async Task<MultiStageBuild> PrepareAsync(ImageWorkshop workshop)
    {
        await workshop.ImportAsync("sdk", ImageWorkshop.Sdk);
        var build = new MultiStageBuild(workshop);
        build.CopySources();
        build.CopyPackages();
        await File.WriteAllTextAsync(Path.Combine(build.Tree, ".dockerignore"), "**/bin\n**/obj\nout\n");
        await File.WriteAllTextAsync(Path.Combine(build.Tree, "Dockerfile"), build.Dockerfile());
        await Timed.RunAsync("dotnet", ["restore", Service, "-v", "q"], build.Tree);
        return build;
    }

    /// <summary>An edit of one source file that changes its assembly.</summary>
    public Task EditAsync() => File.WriteAllTextAsync(Path.Combine(Tree, Service, "Edited.cs"), string.Create(CultureInfo.InvariantCulture, $"namespace AgentKit.Server;\n\ninternal static class Edited\n{{\n    public const int Number = {++edits};\n}}\n"));

    /// <summary>The same without Docker.</summary>
    public async Task<TimeSpan> PublishAndPackAsync()
    {
        var published = Path.Combine(Tree, "out");
        return await Timed.RunAsync("dotnet", ["publish", Service, "-c", "Release", "--no-restore", "-p:UseAppHost=false", "-o", published, "-v", "q", "-nologo"], Tree)
            + await workshop.DaemonlessAsync(published, "compiled");
    }

    private void CopySources()
    {
        string[] files = ["global.json", "Directory.Build.props", "Directory.Packages.props", ".editorconfig"];
        foreach (var file in files.Select(x => Path.Combine(workshop.Product, x)).Concat(Sources()))
        {
            var copy = Path.Combine(Tree, Path.GetRelativePath(workshop.Product, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private IEnumerable<string> Sources() => ((string[])["src", "migrations"])
        .SelectMany(x => Directory.EnumerateFiles(Path.Combine(workshop.Product, x), "*", SearchOption.AllDirectories))
        .Where(x => !x.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    // What restores of the service and of all that it references ask for, from where this machine's restores put it.
    private void CopyPackages()
    {
        var packages = Directory.CreateDirectory(Path.Combine(Tree, "packages")).FullName;
        foreach (var project in Directory.EnumerateFiles(Tree, "*.csproj", SearchOption.AllDirectories))
        {
            var assets = Path.Combine(workshop.Product, Path.GetRelativePath(Tree, Path.GetDirectoryName(project)!), "obj", "project.assets.json");
            if (!File.Exists(assets))
                continue;
            using var json = JsonDocument.Parse(File.ReadAllBytes(assets));
            var folder = json.RootElement.GetProperty("packageFolders").EnumerateObject().First().Name;
            foreach (var library in json.RootElement.GetProperty("libraries").EnumerateObject().Where(x => x.Value.GetProperty("type").GetString() == "package"))
            {
                var file = library.Value.GetProperty("files").EnumerateArray().Select(x => x.GetString()!).First(x => x.EndsWith(".nupkg.sha512", StringComparison.Ordinal))[..^".sha512".Length];
                File.Copy(Path.Combine(folder, library.Value.GetProperty("path").GetString()!, file), Path.Combine(packages, file), overwrite: true);
            }
        }
    }

    // Project files first, so that the restore's layer stays while only sources change.
    private string Dockerfile()
    {
        var projects = Directory.EnumerateFiles(Tree, "*", SearchOption.AllDirectories)
            .Select(x => Path.GetRelativePath(Tree, x))
            .Where(x => x.EndsWith(".csproj", StringComparison.Ordinal) || Path.GetFileName(x) == "packages.lock.json")
            .Order(StringComparer.Ordinal)
            .Select(x => $"COPY {x} {Path.GetDirectoryName(x)}/");
        return $"""
            FROM {ImageWorkshop.Sdk} AS build
            ENV DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
            WORKDIR /source
            COPY packages /packages
            COPY global.json Directory.Build.props Directory.Packages.props .editorconfig ./
            {string.Join('\n', projects)}
            RUN dotnet restore {Service} --source /packages
            COPY . .
            RUN dotnet publish {Service} -c Release --no-restore -p:UseAppHost=false -o /published

            FROM {ImageWorkshop.Base}
            WORKDIR /app
            COPY --from=build /published .
            USER 1654:1654
            EXPOSE 8080
            ENTRYPOINT ["dotnet", "/app/AgentKit.Server.dll"]

            """;
    }
}
