using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Pipeline.Embedded.Kubernetes.Running.Logs;

namespace Pipeline.Embedded.Kubernetes.Running.Processes;

/// <summary>A container's process while it runs. <see cref="Exited"/> has its exit code: 128 and the signal's number where a signal ended it.</summary>
internal sealed class ContainerProcess
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestOutput = TimeSpan.FromSeconds(2);

    private readonly Process supervisor;
    private readonly ProcessSpec spec;
    private readonly HostTools tools;
    private readonly Lock gate = new();

    private ContainerProcess(Process supervisor, ProcessSpec spec, HostTools tools, LogFile log)
    {
        (this.supervisor, this.spec, this.tools) = (supervisor, spec, tools);
        Exited = ExitAsync(log);
    }

    /// <summary>The exit code, when the process and all of its output are over.</summary>
    public Task<int> Exited { get; }

    public ProcessSpec Spec => spec;

    private string IdFile => Path.Combine(spec.Directory, "pid");

    /// <exception cref="Win32Exception">The shell can't be started.</exception>
    public static ContainerProcess Start(ProcessSpec spec, HostTools tools, LogFile log)
    {
        Directory.CreateDirectory(spec.Directory);
        File.Delete(Path.Combine(spec.Directory, "pid"));
        var start = new ProcessStartInfo(tools.NewSession[0])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = spec.Mounts is null ? spec.WorkingDirectory : "/",
        };
        SetEnvironment(start, spec.Environment);
        // The supervisor's own session keeps Ctrl+C at the terminal away from it.
        foreach (var word in (string[])[.. tools.NewSession.Skip(1), tools.Shell, "-c", Supervision.Script, "sh", Path.Combine(spec.Directory, "pid"), .. tools.NewSession, .. Inner(spec, tools)])
            start.ArgumentList.Add(word);
        return new ContainerProcess(Process.Start(start)!, spec, tools, log);
    }

    /// <summary>Ends when the process sees its own files (or has ended already): before that nothing can be run beside it.</summary>
    public async Task SetUpAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Look);
        while (!Exited.IsCompleted && !await IsSetUpAsync(cancellationToken))
            await timer.WaitForNextTickAsync(cancellationToken);
    }

    /// <summary>Sends <c>TERM</c>, <c>INT</c>, … to the process, or <c>KILL</c> to all of its group.</summary>
    public void Signal(string name)
    {
        lock (gate)
        {
            try
            {
                supervisor.StandardInput.Write(name + "\n");
                supervisor.StandardInput.Flush();
            }
            catch (IOException)
            {
                // It has ended already.
            }
        }
    }

    /// <summary>Runs a command where the process is: the same files, the same environment. Answers its exit code and what it wrote.</summary>
    public async Task<(int ExitCode, string Output)> ExecuteAsync(IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = spec.Mounts is null ? spec.WorkingDirectory : "/" };
        SetEnvironment(start, spec.Environment);
        IReadOnlyList<string> words = spec.Mounts is null
            ? command
            : [tools.Mounting!.Value.Enter, "--target", await IdAsync(cancellationToken), "--mount", "--root", "--wd", "--", .. command];
        start.FileName = words[0].Contains('/') ? words[0] : Find(words[0]) ?? words[0];
        foreach (var word in words.Skip(1))
            start.ArgumentList.Add(word);

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        try
        {
            var output = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, string.Concat(output));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static IEnumerable<string> Inner(ProcessSpec spec, HostTools tools)
    {
        if (spec.Mounts is not { } mounts)
            return spec.Command;

        var script = Path.Combine(spec.Directory, "mount.sh");
        File.WriteAllText(script, Mounting.MountScript.Write(mounts, spec, tools));
        return [tools.Mounting!.Value.Unshare, "--mount", "--propagation", "private", tools.Shell, script, .. spec.Command];
    }

    private static void SetEnvironment(ProcessStartInfo start, IReadOnlyDictionary<string, string> environment)
    {
        start.Environment.Clear();
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
    }

    private string? Find(string program) =>
        (spec.Environment.TryGetValue("PATH", out var path) ? path : tools.SearchPath).Split(':').Select(x => Path.Combine(x, program)).FirstOrDefault(File.Exists);

    private async Task<bool> IsSetUpAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(IdFile) || await File.ReadAllTextAsync(IdFile, cancellationToken) is not { Length: > 1 } id)
            return false;

        // Its root is this machine's until the last step of its preparation.
        return spec.Mounts is null || new DirectoryInfo($"/proc/{id.Trim()}/root").LinkTarget is not (null or "/");
    }

    private async Task<string> IdAsync(CancellationToken cancellationToken)
    {
        var text = File.Exists(IdFile) ? (await File.ReadAllTextAsync(IdFile, cancellationToken)).Trim() : "";
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? text : throw new Win32Exception("the container's process has not started yet");
    }

    private async Task<int> ExitAsync(LogFile log)
    {
        var output = Task.WhenAll(log.CopyAsync(supervisor.StandardOutput.BaseStream, "stdout"), log.CopyAsync(supervisor.StandardError.BaseStream, "stderr"));
        await supervisor.WaitForExitAsync();
        // A process that left the session may hold the pipe open for ever.
        await Task.WhenAny(output, Task.Delay(LongestOutput));
        var code = supervisor.ExitCode;
        await log.DisposeAsync();
        lock (gate)
            supervisor.Dispose();
        File.Delete(IdFile);
        return code;
    }
}
