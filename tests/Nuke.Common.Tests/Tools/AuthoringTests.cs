using Nuke.Common.IO;
using Nuke.Common.Tooling;
using Nuke.Common.Tools.Coverlet;
using Nuke.Common.Tools.DotNet;
using static Nuke.Common.Tools.DotNet.DotNetTasks;

namespace CommonTests.Tools;

/// <summary>Tool calls as people write them in builds: they have to compile as they are, and to mean the same.</summary>
public class AuthoringTests
{
    [PathVariable] private readonly Tool _echo = ToolResolver.GetPathTool("echo");

    private static AbsolutePath Root => AbsolutePath.Create("/repo");

    [Fact]
    public void Settings_are_written_as_with_nuke()
    {
        Configure<DotNetBuildSettings> common = _ => _
            .SetProjectFile(Root / "a.sln")
            .SetConfiguration("Release")
            .When(_ => _.NoRestore == null, _ => _.EnableNoRestore())
            .SetProcessWorkingDirectory(Root)
            .SetProcessEnvironmentVariable("A", "b")
            .SetProcessEnvironmentVariable("N", 1)
            .SetProcessExecutionTimeout(TimeSpan.FromMinutes(1))
            .AddProcessAdditionalArguments("--graph")
            .SetProcessExitHandler(p => p.AssertZeroExitCode())
            .SetProcessLogger((type, text) => Assert.NotEqual("x", $"{type}{text}"))
            .DisableProcessInvocationLogging();

        var options = common(new DotNetBuildSettings());

        Assert.Equal("/repo/a.sln", options.ProjectFile);
        Assert.Equal(["A", "N"], options.ProcessEnvironmentVariables.Keys);
        Assert.Equal(60_000, options.ProcessExecutionTimeout);
        Assert.Equal(["build", "/repo/a.sln", "--configuration", "Release", "--no-restore", "--graph"], ArgumentRenderer.Render(options).Arguments);
    }

    [Fact]
    public void Several_runs_are_combined_as_with_nuke()
    {
        var versions = DotNetToolList(_ => _
            .DisableProcessOutputLogging()
            .DisableProcessInvocationLogging()
            .CombineWith(new[] { true, false }, (_, v) => _
                .When(v, _ => _.EnableGlobal())
                .When(!v, _ => _.EnableLocal())),
            degreeOfParallelism: 2,
            completeOnFailure: true);

        Assert.Equal([true, null], versions.Select(x => x.Settings.Global));
        Assert.All(versions, x => Assert.NotEmpty(x.Output));
    }

    [Fact]
    public void Raw_calls_take_literals_interpolated_strings_and_handlers()
    {
        var path = Root / "with blank";
        var lines = new List<string>();

        Assert.Equal("plain text", _echo("plain text", logInvocation: false, logOutput: false).StdToText());
        Assert.Equal("/repo/with blank", _echo($"{path}", logInvocation: false, logOutput: false).StdToText());
        _echo($"logged {1 + 1}", logInvocation: false, logger: (_, text) => lines.Add(text), exitHandler: p => p.AssertZeroExitCode());
        Assert.Equal(["logged 2"], lines);
        Assert.Matches(@"^\d+\.", DotNet("--version", logInvocation: false, logOutput: false, exitHandler: p => p.AssertZeroExitCode()).Select(x => x.Text).First());
        Assert.Throws<ProcessException>(() => DotNet("no-such-command-at-all", logInvocation: false, logOutput: false));
        Assert.EndsWith("dotnet", DotNetPath, StringComparison.Ordinal);
    }

    [Fact]
    public void Coverage_of_coverlet_is_set_as_with_nuke()
    {
        var options = new DotNetTestSettings()
            .EnableCollectCoverage()
            .SetCoverletOutput(Root / "coverage.xml")
            .SetCoverletOutputFormat(CoverletOutputFormat.cobertura)
            .SetCoverletOutputFormat("opencover")
            .ResetVerbosity();

        Assert.Equal(["CollectCoverage=True", "CoverletOutput=/repo/coverage.xml", "CoverletOutputFormat=opencover"], options.Properties.Select(x => $"{x.Key}={x.Value}"));
    }
}
