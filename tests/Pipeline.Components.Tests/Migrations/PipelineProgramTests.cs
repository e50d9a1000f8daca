using Pipeline.Components.Migrations;
using Pipeline.Errors;
using Pipeline.Tests;

namespace Pipeline.Components.Tests.Migrations;

/// <summary>A stand-in for the command: a script that shows what it was given, or ends as it is told.</summary>
public sealed class PipelineProgramTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("pipeline program ").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [RequiresTool("sh", "your system's package manager; Windows has none")]
    public async Task Address_and_password_reach_the_command_by_its_environment_only()
    {
        var program = Script("""env | grep ^PIPELINE_MONGODB | sort >"$0.env"; printf '%s\n' "$@" >"$0.args" """);

        await Program(program).RunAsync(new PipelineCall("up", "--to", "3"), CancellationToken.None);

        Assert.Equal("PIPELINE_MONGODB_PASSWORD=hunter22\nPIPELINE_MONGODB_URI=mongodb://host/\nPIPELINE_MONGODB_USERNAME=me\n", File.ReadAllText(program + ".env"));
        Assert.Equal($"migrate\nup\n--assembly\n{_directory}/a b.dll\n--database\napp\n--by\nana (past the promotion: \"now\")\n--to\n3\n", File.ReadAllText(program + ".args"));
    }

    [RequiresTool("sh", "your system's package manager; Windows has none")]
    public async Task A_failure_keeps_the_id_the_message_the_cure_and_the_exit_code_of_the_command()
    {
        var program = Script("""printf 'going\nerror PIPE8040: first\nsecond\n  Do this.\n' >&2; exit 2""");

        var exception = await Assert.ThrowsAsync<PipelineException>(() => Program(program).RunAsync(new PipelineCall("verify"), CancellationToken.None));

        Assert.Equal(("PIPE8040", "Do this.", 2), (exception.Code.Id, exception.Code.Cure, exception.ExitCode));
        Assert.Equal($"first{Environment.NewLine}second", exception.Message);
    }

    [RequiresTool("sh", "your system's package manager; Windows has none")]
    public async Task A_command_that_was_killed_is_an_error_of_its_own()
    {
        var exception = await Assert.ThrowsAsync<PipelineException>(() => Program(Script("kill -9 $$")).RunAsync(new PipelineCall("up"), CancellationToken.None));

        Assert.Equal("PIPE2033", exception.Code.Id);
        Assert.Contains("137", exception.Message, StringComparison.Ordinal);
    }

    private PipelineProgram Program(string program) => new() { Program = program, Assembly = Path.Combine(_directory, "a b.dll"), Uri = "mongodb://host/", Database = "app", By = "ana (past the promotion: \"now\")", UserName = "me", Password = "hunter22" };

    private string Script(string body)
    {
        var path = Path.Combine(_directory, "pipeline");
        File.WriteAllText(path, $"#!/bin/sh\n{body}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}
