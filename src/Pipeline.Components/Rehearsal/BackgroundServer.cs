using System.Diagnostics;
using Pipeline.Errors;

namespace Pipeline.Components.Rehearsal;

/// <summary>Starts and stops the server that stays between invocations.</summary>
internal sealed class BackgroundServer(BackgroundProgram program, TimeProvider time)
{
    private static readonly TimeSpan s_longestStart = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_pollInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>The one that runs, or null. One that is slow to answer, on a busy machine, is waited for.</summary>
    /// <exception cref="PipelineException">PIPE2037: its process runs and doesn't answer.</exception>
    public async Task<RunningServer?> FindAsync(CancellationToken cancellationToken)
    {
        if (await RunningServer.ReadAsync(program.StateFile, cancellationToken) is not { } running)
            return null;
        for (var began = time.GetTimestamp(); running.IsRunning; await Task.Delay(s_pollInterval, time, cancellationToken))
        {
            if (await program.AnswersAsync(new Uri(running.Uri), cancellationToken))
                return running;
            if (time.GetElapsedTime(began) >= s_longestStart)
                throw new PipelineException(ComponentErrors.ServerSilent, $"The rehearsal's {program.Title} (process {running.ProcessId}) runs, and doesn't answer at {running.Uri}. Stop it with ./build.sh Down; its log is {program.LogFile}.");
        }

        return null;
    }

    /// <summary>Starts one and waits until it answers.</summary>
    /// <param name="dotnet">The runtime's host.</param>
    /// <param name="programDirectory">Where the server's program lies.</param>
    /// <param name="cancellationToken">Ends the wait; the server is stopped then.</param>
    /// <exception cref="PipelineException">PIPE2032: it didn't start; the message has the end of its log.</exception>
    public async Task<RunningServer> StartAsync(string dotnet, string programDirectory, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(program.StateFile)!);
        File.Delete(program.ReadyFile);
        var assembly = ServerProgram.CopyTo(program.Directory, programDirectory, program.Assembly);
        var id = await DetachedProcess.StartAsync(dotnet, [assembly, .. program.Arguments()], program.LogFile, cancellationToken);
        try
        {
            var server = await WaitAsync(id, cancellationToken);
            await server.WriteAsync(program.StateFile, cancellationToken);
            return server;
        }
        catch (OperationCanceledException)
        {
            using var process = TryFind(id);
            process?.Kill();
            throw;
        }
    }

    /// <summary>Stops the one that runs: asks it first, and kills it when it takes too long. False where none runs.</summary>
    public async Task<bool> StopAsync(CancellationToken cancellationToken)
    {
        var running = await RunningServer.ReadAsync(program.StateFile, cancellationToken);
        using var process = running?.FindProcess();
        if (process is not null)
        {
            Ask(process);
            using var grace = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            grace.CancelAfter(s_grace);
            try
            {
                await process.WaitForExitAsync(grace.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(cancellationToken);
            }
        }

        // Before the first start, and after Clean, there is no folder.
        if (Directory.Exists(Path.GetDirectoryName(program.StateFile)))
        {
            File.Delete(program.StateFile);
            File.Delete(program.ReadyFile);
        }

        return process is not null;
    }

    private async Task<RunningServer> WaitAsync(int id, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (time.GetElapsedTime(began) < s_longestStart)
        {
            using var process = TryFind(id);
            if (process is null)
                throw NotStarted("It ended at once.");
            if (File.Exists(program.ReadyFile) && program.Address.Match(await ReadAsync(program.ReadyFile, cancellationToken)) is { Success: true } address)
            {
                var server = new RunningServer(id, process.StartTime.ToUniversalTime(), address.Value);
                if (await server.IsAliveAsync(program.AnswersAsync, cancellationToken))
                    return server;
            }

            await Task.Delay(s_pollInterval, time, cancellationToken);
        }

        using var slow = TryFind(id);
        slow?.Kill(entireProcessTree: true);
        throw NotStarted($"It didn't answer within {s_longestStart.TotalSeconds:0} s.");
    }

    private PipelineException NotStarted(string how)
    {
        var log = File.Exists(program.LogFile) ? string.Join(Environment.NewLine, File.ReadLines(program.LogFile).TakeLast(10)) : "";
        return new PipelineException(ComponentErrors.ServerNotStarted, $"The rehearsal's {program.Title} didn't start. {how}{(log.Length == 0 ? "" : $" The end of {program.LogFile}:{Environment.NewLine}{log}")}");
    }

    private static void Ask(Process process)
    {
        if (OperatingSystem.IsWindows())
        {
            process.Kill(entireProcessTree: true);
            return;
        }

        using var kill = Process.Start("kill", ["-s", "TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private static Process? TryFind(int id)
    {
        try
        {
            var process = Process.GetProcessById(id);
            if (!process.HasExited)
                return process;
            process.Dispose();
        }
        catch (ArgumentException)
        {
            // It has ended.
        }

        return null;
    }

    // On Windows the program may still have its log open.
    private static async Task<string> ReadAsync(string file, CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(cancellationToken);
    }
}
