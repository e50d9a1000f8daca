using System.Diagnostics;
using System.Text.RegularExpressions;
using Pipeline.Errors;

namespace Pipeline.Components.Rehearsal;

/// <summary>Starts and stops the server that stays between invocations.</summary>
internal sealed partial class BackgroundServer(RehearsalDirectory directory, TimeProvider time)
{
    private static readonly TimeSpan s_longestStart = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_pollInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>The one that runs, or null.</summary>
    public async Task<RunningServer?> FindAsync(CancellationToken cancellationToken) =>
        await RunningServer.ReadAsync(directory.StateFile, cancellationToken) is { } running && await running.IsAliveAsync(cancellationToken) ? running : null;

    /// <summary>Starts one and waits until it answers.</summary>
    /// <param name="dotnet">The runtime's host.</param>
    /// <param name="programDirectory">Where the server's program lies.</param>
    /// <param name="cancellationToken">Ends the wait; the server is stopped then.</param>
    /// <exception cref="PipelineException">PIPE2032: it didn't start; the message has the end of its log.</exception>
    public async Task<RunningServer> StartAsync(string dotnet, string programDirectory, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(directory.Path);
        File.Delete(directory.ReadyFile);
        var program = ServerProgram.CopyTo(directory.Program, programDirectory);
        var id = await DetachedProcess.StartAsync(dotnet, [program, "--port", "0", "--data-directory", directory.Data, "--ready-file", directory.ReadyFile], directory.LogFile, cancellationToken);
        try
        {
            var server = await WaitAsync(id, cancellationToken);
            await server.WriteAsync(directory.StateFile, cancellationToken);
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
        var running = await RunningServer.ReadAsync(directory.StateFile, cancellationToken);
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

        File.Delete(directory.StateFile);
        File.Delete(directory.ReadyFile);
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
            if (File.Exists(directory.ReadyFile) && Address().Match(await File.ReadAllTextAsync(directory.ReadyFile, cancellationToken)) is { Success: true } address)
            {
                var server = new RunningServer(id, process.StartTime.ToUniversalTime(), address.Value);
                if (await server.IsAliveAsync(cancellationToken))
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
        var log = File.Exists(directory.LogFile) ? string.Join(Environment.NewLine, File.ReadLines(directory.LogFile).TakeLast(10)) : "";
        return new PipelineException(ComponentErrors.ServerNotStarted, $"The rehearsal's MongoDB server didn't start. {how}{(log.Length == 0 ? "" : $" The end of {directory.LogFile}:{Environment.NewLine}{log}")}");
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

    [GeneratedRegex(@"mongodb://\S+?(?=[\s""]|$)")]
    private static partial Regex Address();
}
