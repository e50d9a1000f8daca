using System.Diagnostics;
using System.IO.Pipes;
using Nuke.Common.Tooling;
using Nuke.Common.Tools.DotNet;
using Pipeline.Components.Compiling;

namespace Pipeline.Components.Tests.Compiling;

public sealed class RunCompilerTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("run-compiler-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task It_compiles_and_ends_with_the_run()
    {
        var project = Path.Combine(_directory, "Sample.csproj");
        await File.WriteAllTextAsync(project, """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""");
        await File.WriteAllTextAsync(Path.Combine(_directory, "Sample.cs"), "public static class Sample;");
        var compiler = new RunCompiler("false");
        var settings = compiler.Use(new DotNetBuildSettings().SetProjectFile(project));
        var name = settings.ProcessEnvironmentVariables["SharedCompilationId"];

        DotNetTasks.DotNetBuild(settings);
        Assert.True(Answers(name));
        compiler.Dispose();

        var watch = Stopwatch.StartNew();
        while (Answers(name))
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), "The compiler is still there.");
            await Task.Delay(50);
        }
    }

    [Fact]
    public void Where_the_SDK_shares_its_compiler_that_one_is_taken()
    {
        using var compiler = new RunCompiler(sharing: null);

        var variables = compiler.Use(new DotNetBuildSettings()).ProcessEnvironmentVariables;

        Assert.DoesNotContain("SharedCompilationId", variables.Keys);
        Assert.DoesNotContain("UseSharedCompilation", variables.Keys);
    }

    private static bool Answers(string name)
    {
        // As the compiler names its socket outside of Windows.
        using var pipe = new NamedPipeClientStream(".", OperatingSystem.IsWindows() ? name : Path.Combine(Path.GetTempPath(), name));
        try
        {
            pipe.Connect(200);
            return true;
        }
        catch (Exception error) when (error is TimeoutException or IOException)
        {
            return false;
        }
    }
}
