using System.Diagnostics;
using Pipeline.Engine.CommandLine;
using Pipeline.Engine.CommandLine.Completion;
using Pipeline.Engine.Parameters;
using Pipeline.Engine.Targets;
using Pipeline.Engine.Tests.Parameters;

namespace Pipeline.Engine.Tests.CommandLine;

public sealed class CompletionTests
{
    private static readonly TargetDefinition[] s_targets = [new() { Name = "Compile" }, new() { Name = "Clean" }, new() { Name = "Test" }, new() { Name = "Hidden", Listed = false }];

    private static readonly ParameterSpec[] s_parameters =
    [
        Given.Parameter<ConversionTests.Grade>("Grade"), Given.Parameter<ConversionTests.Grade[]>("Grades") with { Separator = "+" },
        Given.Parameter<bool>("SkipTests"), Given.Parameter<string>("Output"), .. EngineParameters.For(s_targets, []),
    ];

    [Theory]
    [InlineData("./build.sh ", "Compile Clean Test")]
    [InlineData("./build.sh C", "Compile Clean")]
    [InlineData("./build.sh Test+c", "Test+Compile Test+Clean")]
    [InlineData("./build.sh --gr", "--grade --grades")]
    [InlineData("./build.sh -skipt", "--skip-tests")]
    [InlineData("./build.sh --grade ", "Low High")]
    [InlineData("./build.sh --grade h", "High")]
    [InlineData("./build.sh --grade high T", "Test")]
    [InlineData("./build.sh --grade=l", "--grade=Low")]
    [InlineData("./build.sh --grade=Low T", "Test")]
    [InlineData("./build.sh --grades low+h", "low+High")]
    [InlineData("./build.sh --grades Low ", "Low High")]
    [InlineData("./build.sh --grades Low -- T", "Test")]
    [InlineData("./build.sh -- --x", "")]
    [InlineData("./build.sh --skip-tests T", "Test")]
    [InlineData("./build.sh --skip-tests=", "--skip-tests=true --skip-tests=false")]
    [InlineData("./build.sh --skip Te", "Test")]
    [InlineData("./build.sh --verbosity V", "Verbose")]
    [InlineData("./build.sh --parallel T", "Test")]
    [InlineData("./build.sh --output ", "")]
    [InlineData("./build.sh --nothing=x", "")]
    [InlineData("'./my build.sh' \"Te", "Test")]
    [InlineData("./build.sh", "")]
    public void What_may_come_next_is_offered(string line, string expected)
    {
        Assert.Equal(expected, string.Join(' ', CompletionCandidates.Find(line, s_parameters, s_targets)));
    }

    [Theory]
    [InlineData("./build.sh Test+C", "Test+Compile Test+Clean")]
    [InlineData("./build.sh --gr", "--grade --grades")]
    [InlineData("./build.sh --grade=l", "Low")]
    [InlineData("./build.sh --grade ", "Low High")]
    public void Bash_completes_by_the_script(string line, string expected)
    {
        using var directory = new ScriptDirectory(line);

        // As bash's readline would: words broken at '=', the cursor at the end.
        var driver = $$"""
            eval "$(cat script)"
            COMP_LINE='{{line}}'; COMP_POINT=${#COMP_LINE}
            _pipeline_build ./build.sh x y
            echo "${COMPREPLY[*]}"
            complete -p build.sh
            """;

        Assert.Equal([expected, "complete -o default -F _pipeline_build build.sh"], directory.Run("bash", driver));
    }

    [Fact]
    public void Zsh_accepts_the_script_where_it_is_installed()
    {
        if (!Exists("zsh"))
        {
            // Without zsh only the text can be looked at.
            Assert.Contains("compdef _pipeline_build build.sh", CompletionScript.For(CompletionShell.Zsh), StringComparison.Ordinal);
            return;
        }

        using var directory = new ScriptDirectory("./build.sh Test+C", CompletionShell.Zsh);

        var driver = """
            autoload -U compinit; compinit -D -u
            eval "$(cat script)"
            compadd() { print -r -- "$@" }
            words=(./build.sh Test+C); LBUFFER='./build.sh Test+C'
            _pipeline_build
            """;

        Assert.Equal(["-U -Q -- Test+Compile Test+Clean"], directory.Run("zsh", driver));
    }

    [Fact]
    public void The_script_for_powershell_registers_a_native_completer()
    {
        var script = CompletionScript.For(CompletionShell.PowerShell);

        Assert.Contains("Register-ArgumentCompleter -Native -CommandName 'build.ps1'", script, StringComparison.Ordinal);
        Assert.Equal(script.Count(x => x == '{'), script.Count(x => x == '}'));
    }

    private static bool Exists(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(x => File.Exists(Path.Combine(x, program)));

    /// <summary>A directory with a build.sh that answers <c>--complete</c> for one line, and the completion script.</summary>
    private sealed class ScriptDirectory : IDisposable
    {
        private readonly string _path = Directory.CreateTempSubdirectory("pipeline-completion-").FullName;

        public ScriptDirectory(string line, CompletionShell shell = CompletionShell.Bash)
        {
            var candidates = string.Concat(CompletionCandidates.Find(line, s_parameters, s_targets).Select(x => x + "\n"));
            File.WriteAllText(Path.Combine(_path, "candidates"), candidates);
            File.WriteAllText(Path.Combine(_path, "script"), CompletionScript.For(shell));
            var build = Path.Combine(_path, "build.sh");
            File.WriteAllText(build, $"#!/bin/sh\n[ \"$1\" = --complete ] && [ \"$2\" = '{line}' ] && cat candidates\n");
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(build, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        public string[] Run(string shell, string driver)
        {
            using var process = Process.Start(new ProcessStartInfo(shell, ["-c", driver]) { WorkingDirectory = _path, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.Equal("", errors.Result);
            return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }

        public void Dispose() => Directory.Delete(_path, recursive: true);
    }
}
