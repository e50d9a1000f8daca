using System.Diagnostics;
using Pipeline.Embedded.Kubernetes.Running.Logs;
using Pipeline.Embedded.Kubernetes.Running.Processes;

namespace Pipeline.Embedded.Kubernetes.Tests.Running;

/// <summary>Processes don't outlive the cluster, however that ends.</summary>
public sealed class SupervisionTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("supervision-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task When_the_pipe_to_it_breaks_all_of_the_containers_processes_are_killed()
    {
        // What kill -9 of the cluster does: nobody closes anything, the system closes the pipe. Here a program between holds the pipe, and is killed.
        var tools = HostTools.Find();
        var child = Path.Combine(directory, "child");
        var start = new ProcessStartInfo("sh") { RedirectStandardOutput = true };
        foreach (var word in (string[])["-c", "mkfifo \"$1/pipe\"; (exec \"$2\" sh -c \"$3\" sh \"$1/pid\" \"$2\" sh -c \"$4\" < \"$1/pipe\") & exec 5> \"$1/pipe\"; echo ready; exec sleep 1000", "sh", directory, tools.NewSession[0], Supervision.Script, $"trap '' TERM; sleep 98765 & echo $! > {child}; sleep 98764"])
            start.ArgumentList.Add(word);
        using var holder = Process.Start(start)!;
        await EventuallyAsync(() => File.Exists(child) && File.ReadAllText(child).Trim().Length > 0, "the child has started");
        var id = (await File.ReadAllTextAsync(child)).Trim();
        Assert.True(Directory.Exists($"/proc/{id}"));

        holder.Kill();

        await EventuallyAsync(() => !Directory.Exists($"/proc/{id}"), "the child is gone");
    }

    [Fact]
    public async Task Processes_of_an_earlier_run_are_killed_and_others_with_their_ids_are_not()
    {
        using var leftover = Process.Start("sleep", "1000");
        using var innocent = Process.Start("sleep", "1000");
        Directory.CreateDirectory(Path.Combine(directory, "a", "main"));
        Directory.CreateDirectory(Path.Combine(directory, "b", "main"));
        await File.WriteAllTextAsync(Path.Combine(directory, "a", "main", "pid"), $"{leftover.Id}\n");
        await File.WriteAllTextAsync(Path.Combine(directory, "b", "main", "pid"), $"{innocent.Id}\n");
        File.SetLastWriteTimeUtc(Path.Combine(directory, "b", "main", "pid"), DateTime.UtcNow.AddHours(-1));

        LeftoverProcesses.Kill(directory);

        Assert.True(leftover.WaitForExit(TimeSpan.FromSeconds(10)));
        Assert.False(innocent.HasExited);
        innocent.Kill();
    }

    [Theory]
    [InlineData("exit 7", 7)]
    [InlineData("kill -KILL $$", 137)]
    [InlineData("exec no-such-program", 127)]
    public async Task An_exit_code_is_told_as_it_was(string script, int code)
    {
        var spec = new ProcessSpec { Command = ["/bin/sh", "-c", script], Environment = new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin" }, WorkingDirectory = directory, Directory = directory };

        var process = ContainerProcess.Start(spec, HostTools.Find(), new LogFile(Path.Combine(directory, "0.log"), TimeProvider.System));

        Assert.Equal(code, await process.Exited.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    private static async Task EventuallyAsync(Func<bool> condition, string what)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            Assert.False(patience.IsCancellationRequested, $"Not so within 30 s: {what}");
            await Task.Delay(20, CancellationToken.None);
        }
    }
}
