using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Nuke.Components.Tests;

/// <summary>A small repository in a temporary folder (an application, its tests, a changelog), and the sample build to run on it.</summary>
public sealed partial class SampleRepository : IDisposable
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><TargetFramework>net10.0</TargetFramework>{0}</PropertyGroup>
          <ItemGroup>{1}</ItemGroup>
        </Project>
        """;

    private const string TestPackages = """
        <PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.11.0" />
        <PackageReference Include="xunit" Version="2.9.3" />
        <PackageReference Include="xunit.runner.visualstudio" Version="3.1.5" />
        <PackageReference Include="coverlet.msbuild" Version="6.0.0" />
        <ProjectReference Include="../App/App.csproj" />
        """;

    // The machine's own build server must not show through.
    private static readonly string[] s_withheld = ["CI", "GITHUB_ACTIONS", "GITHUB_TOKEN", "TEAMCITY_VERSION", "TF_BUILD", "APPVEYOR", "MSBUILD_EXE_PATH", "MSBuildExtensionsPath", "MSBuildSDKsPath", "MSBuildLoadMicrosoftTargetsReadOnly", "NUKE_ROOT", "GIT_DIR", "GIT_WORK_TREE"];

    public SampleRepository()
    {
        Write(".nuke/parameters.json", """{ "Solution": "Sample.slnx" }""");
        Write("Sample.slnx", """<Solution><Project Path="App/App.csproj" /><Project Path="App.Tests/App.Tests.csproj" /></Solution>""");
        Write("Directory.Build.props", "<Project />");
        Write("CHANGELOG.md", "# Changelog\n\n## [1.2.3]\n- Adds numbers\n\n## [1.0.0]\n- First\n");
        Write("App/App.csproj", string.Format(null, Project, "<OutputType>Exe</OutputType><IsPackable>true</IsPackable>", ""));
        Write("App/Program.cs", "System.Console.WriteLine(Calculator.Add(1, 2));\npublic static class Calculator { public static int Add(int a, int b) => a + b; }\n");
        Write("App.Tests/App.Tests.csproj", string.Format(null, Project, "<IsPackable>false</IsPackable>", TestPackages));
        WriteTests(expected: 3);
        Git("init", "--quiet", "--initial-branch=main");
        Git("config", "user.email", "test@example.org");
        Git("config", "user.name", "Test");
        Git("remote", "add", "origin", "https://github.com/sample/app.git");
        Git("add", "--all");
        Git("commit", "--quiet", "--message=First");
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("pipeline-components-").FullName;

    public string Feed => Directory.CreateDirectory(Path.Combine(Root, "feed")).FullName;

    public void WriteTests(int expected) => Write("App.Tests/CalculatorTests.cs", $$"""
        public class CalculatorTests
        {
            [Xunit.Fact] public void Adds() => Xunit.Assert.Equal({{expected}}, Calculator.Add(1, 2));
            [Xunit.Fact] public void Adds_nothing() => Xunit.Assert.Equal(1, Calculator.Add(1, 0));
            [Xunit.Fact(Skip = "shown as skipped")] public void Is_skipped() { }
        }
        """);

    public string Write(string relativePath, string content)
    {
        var file = Path.Combine(Root, relativePath);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
        return file;
    }

    public BuildResult Build(params string[] arguments) => Build(arguments, []);

    public BuildResult Build(string[] arguments, Dictionary<string, string> environment) =>
        Run("dotnet", [Path.Combine(AppContext.BaseDirectory, "SampleBuild.dll"), .. arguments], environment);

    public void Dispose()
    {
        foreach (var file in Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories))
            File.SetAttributes(file, FileAttributes.Normal);
        Directory.Delete(Root, recursive: true);
    }

    private void Git(params string[] arguments)
    {
        var result = Run("git", arguments, []);
        if (result.ExitCode != 0)
            throw new InvalidOperationException(result.Output);
    }

    private BuildResult Run(string tool, string[] arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(tool, arguments) { WorkingDirectory = Root, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in s_withheld)
            start.Environment.Remove(name);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, Colour().Replace(output + error.Result, ""));
    }

    [GeneratedRegex(@"\x1B\[[0-9;]*m")]
    private static partial Regex Colour();
}

/// <summary>How a run of the sample build ended, and all that it said.</summary>
public sealed record BuildResult(int ExitCode, string Output);
