using Pipeline.Containers.Engines;
using Pipeline.Containers.Scanning.Running;
using Pipeline.Errors;

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
    public async Task An_image_that_cannot_be_had_is_named()
    {
        var run = new ContainerRun { Image = $"localhost:1/none@{Digest.Of("none"u8)}", Arguments = [] };

        var refused = await Assert.ThrowsAsync<PipelineException>(() => new EngineContainerRunner(daemon.Engine).RunAsync(run, default));

        Assert.Contains(refused.Code.Id, (string[])["PIPE3204", "PIPE3205"]);
        Assert.Contains("localhost:1/none", refused.Message, StringComparison.Ordinal);
    }
}
