namespace Benchmarks;

/// <summary>A temporary folder with what is measured: a bare hello world, and a generated build that build.sh compiles ahead of time.</summary>
internal sealed class Workspace : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("pipeline-bench-").FullName;

    private Workspace(string product) => Product = product;

    /// <summary>This repository.</summary>
    public string Product { get; }

    public string Hello => Path.Combine(_directory, "hello", "out", "hello");

    public string Sample => Path.Combine(_directory, "sample");

    /// <summary>The program that <paramref name="repository"/>'s build.sh runs now.</summary>
    public static string AppOf(string repository) =>
        Path.Combine(File.ReadLines(Path.Combine(repository, ".nuke", "temp", "build", "current")).First(), "_build");

    public static async Task<Workspace> CreateAsync()
    {
        var workspace = new Workspace(FindProduct());
        // Warm, and there: its assemblies are what the generated build references.
        await Timed.RunAsync(Path.Combine(workspace.Product, "build.sh"), ["Nothing"], workspace.Product);
        await workspace.MakeHelloAsync();
        await workspace.MakeSampleAsync();
        return workspace;
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private async Task MakeHelloAsync()
    {
        var hello = Directory.CreateDirectory(Path.Combine(_directory, "hello")).FullName;
        await File.WriteAllTextAsync(Path.Combine(hello, "hello.csproj"), """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""");
        await File.WriteAllTextAsync(Path.Combine(hello, "Program.cs"), """System.Console.WriteLine("Hello, World!");""");
        await Timed.RunAsync("dotnet", ["build", "-c", "Release", "-o", "out", "-nologo", "-v", "q"], hello);
    }

    private async Task MakeSampleAsync()
    {
        var build = Directory.CreateDirectory(Path.Combine(Sample, "build")).FullName;
        Directory.CreateDirectory(Path.Combine(Sample, ".nuke"));
        foreach (var file in (string[])["build.sh", "global.json", "build/ReadyToRun.targets", "build/Crossgen.targets"])
            File.Copy(Path.Combine(Product, file), Path.Combine(Sample, file));
        await File.WriteAllTextAsync(Path.Combine(Sample, ".nuke", "parameters.json"), "{}");
        await File.WriteAllTextAsync(Path.Combine(build, "_build.csproj"), SampleBuild.Project(Path.Combine(Product, "build", "bin", "Release", "net10.0")));
        await File.WriteAllTextAsync(Path.Combine(build, "Build.cs"), SampleBuild.Source);
        for (var i = 0; i < SampleBuild.Files; i++)
        {
            var folder = Directory.CreateDirectory(Path.Combine(Sample, "src", $"{i % 60}")).FullName;
            await File.WriteAllTextAsync(Path.Combine(folder, $"{i}.cs"), $"class C{i} {{ {new string(' ', 2000)} }}");
        }

        await Timed.RunAsync(Path.Combine(Sample, "build.sh"), ["Nothing"], Sample);
    }

    /// <summary>This repository's root.</summary>
    public static string FindProduct()
    {
        for (var directory = AppContext.BaseDirectory; directory is not null; directory = Path.GetDirectoryName(directory))
        {
            if (File.Exists(Path.Combine(directory, "Pipeline.sln")))
                return directory;
        }

        throw new InvalidOperationException($"No Pipeline.sln above {AppContext.BaseDirectory}. Run the benchmarks from the repository's own output folder.");
    }
}
