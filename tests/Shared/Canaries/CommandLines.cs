using System.Collections.Concurrent;
using System.Text;

namespace Pipeline.Tests.Canaries;

/// <summary>The argument lists of all processes of this machine, read again and again while something runs (Linux only; elsewhere there are none).</summary>
internal sealed class CommandLines : IAsyncDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(20);

    private readonly ConcurrentDictionary<string, bool> _seen = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _watching;

    public CommandLines() => _watching = Task.Run(WatchAsync);

    public string All => string.Join('\n', _seen.Keys);

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _watching;
        _ended.Dispose();
    }

    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(s_interval);
        try
        {
            while (await timer.WaitForNextTickAsync(_ended.Token))
            {
                foreach (var process in Directory.EnumerateDirectories("/proc").Where(x => char.IsAsciiDigit(x["/proc/".Length])))
                    Read(process);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or DirectoryNotFoundException)
        {
            // Told to end, or there is no such folder.
        }
    }

    private void Read(string process)
    {
        try
        {
            _seen.TryAdd(Encoding.Latin1.GetString(File.ReadAllBytes(Path.Combine(process, "cmdline"))).Replace('\0', ' '), true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It has ended.
        }
    }
}
