using System.Globalization;
using System.Text;

namespace Pipeline.Embedded.Kubernetes.Running.Logs;

/// <summary>The output of one incarnation of a container, in the format of the container runtime interface: <c>time stream F line</c>.</summary>
internal sealed class LogFile : IAsyncDisposable
{
    private readonly TimeProvider time;
    private readonly FileStream file;
    private readonly SemaphoreSlim gate = new(1, 1);
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long lastTicks;

    public LogFile(string path, TimeProvider time)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        this.time = time;
        Path = path;
        file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
    }

    public string Path { get; }

    public bool IsComplete { get; private set; }

    /// <summary>Ends at the next line, or when there will be none.</summary>
    public Task ChangedAsync() => IsComplete ? Task.CompletedTask : changed.Task;

    /// <summary>Until the stream ends.</summary>
    public async Task CopyAsync(Stream from, string stream)
    {
        using var reader = new StreamReader(from, Encoding.UTF8);
        try
        {
            while (await reader.ReadLineAsync() is { } line)
                await WriteAsync(stream, line);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The pipe broke with its process.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await gate.WaitAsync();
        try
        {
            IsComplete = true;
            await file.DisposeAsync();
            changed.TrySetResult();
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task WriteAsync(string stream, string line)
    {
        await gate.WaitAsync();
        try
        {
            if (IsComplete)
                return;
            // Two lines never have the same time: who reads on from a time gets each line once.
            lastTicks = Math.Max(lastTicks + 1, time.GetUtcNow().UtcTicks);
            var stamp = new DateTime(lastTicks, DateTimeKind.Utc).ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'00Z'", CultureInfo.InvariantCulture);
            await file.WriteAsync(Encoding.UTF8.GetBytes($"{stamp} {stream} F {line}\n"));
            await file.FlushAsync();
            Interlocked.Exchange(ref changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        }
        finally
        {
            gate.Release();
        }
    }
}
