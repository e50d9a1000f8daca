using EndToEnd.Tests.Processes;

namespace EndToEnd.Tests;

/// <summary>A small repository with a build of its own, compiled once, through <c>build.sh</c>. Its path has a space.</summary>
public sealed class SampleRepository : IAsyncLifetime
{
    private readonly string _parent = Directory.CreateTempSubdirectory("pipeline-e2e-").FullName;

    public string Root => Path.Combine(_parent, "sample repository");

    /// <summary>The compiled program as it was at first.</summary>
    public string App { get; private set; } = "";

    public string BuildFile => Path.Combine(Root, "build", "Build.cs");

    internal Finished FirstBuild { get; private set; } = new(0, "", "");

    public async Task InitializeAsync()
    {
        ProductRepository.CopyScriptsTo(Root);
        var product = Directory.CreateDirectory(Path.Combine(Root, "build", "product")).FullName;
        foreach (var file in Directory.GetFiles(AppContext.BaseDirectory, "*.dll"))
        {
            var name = Path.GetFileName(file);
            if (!name.StartsWith("xunit", StringComparison.Ordinal) && !name.StartsWith("Microsoft.TestPlatform", StringComparison.Ordinal) && !name.StartsWith("EndToEnd", StringComparison.Ordinal))
                File.Copy(file, Path.Combine(product, name));
        }

        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Sample")))
            File.Copy(file, Path.Combine(Root, "build", Path.GetFileName(file)));
        FirstBuild = (await ScriptAsync("Nothing")).AssertSuccess();
        App = CurrentApp();
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_parent, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>The program that <c>build.sh</c> runs now.</summary>
    internal string CurrentApp() => File.ReadLines(Path.Combine(Root, ".nuke", "temp", "build", "current")).First();

    internal Task<Finished> ScriptAsync(params string[] arguments) => Child.RunAsync(Path.Combine(Root, "build.sh"), arguments, Root);
}
