using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pipeline.Components.Rehearsal;

/// <summary>An embedded server that the build started, as its state file remembers it.</summary>
/// <param name="ProcessId">Its process.</param>
/// <param name="StartedAt">When that process started: an id is used again after a while.</param>
/// <param name="Uri">Its address.</param>
internal sealed record RunningServer(int ProcessId, DateTimeOffset StartedAt, string Uri)
{
    // Two readings of one process's start time differ by a clock tick.
    private static readonly TimeSpan s_tolerance = TimeSpan.FromSeconds(1);

    public static async Task<RunningServer?> ReadAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return JsonSerializer.Deserialize<RunningServer>(await File.ReadAllTextAsync(file, cancellationToken));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes it whole or not at all.</summary>
    public async Task WriteAsync(string file, CancellationToken cancellationToken)
    {
        var temporary = $"{file}.{Environment.ProcessId}";
        await File.WriteAllTextAsync(temporary, JsonSerializer.Serialize(this), cancellationToken);
        File.Move(temporary, file, overwrite: true);
    }

    /// <summary>Its process, where that still runs; the caller disposes of it.</summary>
    public Process? FindProcess()
    {
        Process? process = null;
        try
        {
            process = Process.GetProcessById(ProcessId);
            if (!process.HasExited && (process.StartTime.ToUniversalTime() - StartedAt.UtcDateTime).Duration() <= s_tolerance)
                return process;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It has ended, or the id is another user's by now.
        }

        process?.Dispose();
        return null;
    }

    /// <summary>Whether its process runs.</summary>
    [JsonIgnore]
    public bool IsRunning
    {
        get
        {
            using var process = FindProcess();
            return process is not null;
        }
    }

    /// <summary>Whether the process runs, and answers.</summary>
    public async Task<bool> IsAliveAsync(Func<Uri, CancellationToken, Task<bool>> answersAsync, CancellationToken cancellationToken) =>
        IsRunning && await answersAsync(new Uri(Uri), cancellationToken);
}
