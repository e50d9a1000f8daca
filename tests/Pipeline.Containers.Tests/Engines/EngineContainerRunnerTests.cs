using System.Diagnostics;
using Pipeline.Containers.Engines;
using Pipeline.Containers.Scanning.Running;
using Pipeline.Errors;
using Pipeline.Tests;

namespace Pipeline.Containers.Tests.Engines;

/// <summary>Programs in containers of a real dockerd.</summary>
public sealed class EngineContainerRunnerTests(DockerDaemon daemon) : IClassFixture<DockerDaemon>, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("pipeline-run-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [RequiresDockerd]
    public async Task A_program_sees_its_folders_and_its_variables_and_nothing_else()
    {
        await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "in")).FullName, "question"), "who?");
        Directory.CreateDirectory(Path.Combine(folder, "out"));
        var run = new ContainerRun
        {
            Image = "tiny:1",
            Arguments = ["sh", "-c", "cat /in/question > /out/answer; echo $WORD $TOKEN; ls /sys/class/net; echo x > /in/question; echo oops >&2; exit 3"],
            Mounts = [new(Path.Combine(folder, "in"), "/in", IsReadOnly: true), new(Path.Combine(folder, "out"), "/out", IsReadOnly: false)],
            Environment = new Dictionary<string, string> { ["WORD"] = "yes" },
        };

        var result = await new EngineContainerRunner(daemon.Engine).RunAsync(run, default);

        Assert.Equal((3, "yes\nlo\n"), (result.ExitCode, result.Output));
        Assert.EndsWith("oops\n", result.Error, StringComparison.Ordinal);
        Assert.Equal(("who?", "who?"), (await File.ReadAllTextAsync(Path.Combine(folder, "out", "answer")), await File.ReadAllTextAsync(Path.Combine(folder, "in", "question"))));
    }

    [RequiresDockerd]
    public async Task What_a_program_leaves_is_the_callers_and_what_the_caller_alone_may_read_it_can_read()
    {
        var (inside, outside) = (Directory.CreateDirectory(Path.Combine(folder, "in")).FullName, Directory.CreateDirectory(Path.Combine(folder, "out")).FullName);
        await File.WriteAllTextAsync(Path.Combine(inside, "question"), "who?");
        await ProgramAsync("chmod", "0400", Path.Combine(inside, "question"));
        await ProgramAsync("chown", "-R", "1001:1002", folder);
        var run = new ContainerRun
        {
            Image = "tiny:1",
            Arguments = ["sh", "-c", "umask 077; id -u; id -g; cat /in/question > /out/answer"],
            Mounts = [new(inside, "/in", IsReadOnly: true), new(outside, "/out", IsReadOnly: false)],
        };

        var result = await new EngineContainerRunner(daemon.Engine) { Caller = "1001:1002" }.RunAsync(run, default);

        Assert.Equal((0, "1001\n1002\n", ""), (result.ExitCode, result.Output, result.Error));
        Assert.Equal("who?", await ProgramAsync("setpriv", "--reuid", "1001", "--regid", "1002", "--clear-groups", "cat", Path.Combine(outside, "answer")));
    }

    [Theory]
    [InlineData("1001:1002", "name=seccomp,profile=builtin", "1001:1002", false)]
    [InlineData("1001:1002", "name=rootless", "0:0", true)]
    [InlineData("0:0", "name=seccomp,profile=builtin", "0:0", true)]
    [InlineData(null, "name=seccomp,profile=builtin", null, true)]
    public async Task A_container_runs_as_the_caller_who_is_root_in_an_engine_without_its_rights(string? caller, string security, string? user, bool mayReadWhatIsAnothers)
    {
        using var server = new FakeEngine(security);
        using var engine = await ContainerEngine.ConnectAsync(new Uri($"http://{server.Host}"));

        var result = await new EngineContainerRunner(engine) { Caller = caller }.RunAsync(new ContainerRun { Image = "tiny:1", Arguments = ["id"] }, default);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(user ?? "", (string?)server.Created!["User"] ?? "");
        Assert.Equal(mayReadWhatIsAnothers, server.Created["HostConfig"]!["CapAdd"]?.AsArray().Count > 0);
    }

    [RequiresTool("id", install: "coreutils")]
    public async Task Who_calls_is_told_by_number() =>
        Assert.Equal($"{(await ProgramAsync("id", "-u")).Trim()}:{(await ProgramAsync("id", "-g")).Trim()}", CallingUser.Find());

    [RequiresDockerd]
    public async Task An_image_that_cannot_be_had_is_named()
    {
        var run = new ContainerRun { Image = $"localhost:1/none@{Digest.Of("none"u8)}", Arguments = [] };

        var refused = await Assert.ThrowsAsync<PipelineException>(() => new EngineContainerRunner(daemon.Engine).RunAsync(run, default));

        Assert.Contains(refused.Code.Id, (string[])["PIPE3204", "PIPE3205"]);
        Assert.Contains("localhost:1/none", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<string> ProgramAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
