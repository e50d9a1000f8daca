using System.Globalization;
using System.Text;

namespace Pipeline.Embedded.Kubernetes.Running.Logs;

/// <summary>Answers a request for a container's output from its file.</summary>
internal static class LogReading
{
    /// <param name="path">The file.</param>
    /// <param name="live">The same file while it is written; null when it is complete.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="destination">Where it goes.</param>
    /// <param name="cancellationToken">Ends a request that follows.</param>
    public static async Task WriteAsync(string path, LogFile? live, PodLogRequest request, Stream destination, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var lines = new LineReader(file);
        var left = request.LimitBytes ?? long.MaxValue;

        var changed = live?.ChangedAsync();
        var first = new Queue<string>();
        while (await lines.NextAsync(cancellationToken) is { } line)
        {
            if (Render(line, request) is not { } text)
                continue;
            first.Enqueue(text);
            if (request.TailLines is { } tail && first.Count > tail)
                first.Dequeue();
        }

        foreach (var text in first)
            left = await SendAsync(text, left, destination, cancellationToken);

        while (request.Follow && live is not null && left > 0)
        {
            var isLast = live.IsComplete;
            await changed!.WaitAsync(cancellationToken);
            changed = live.ChangedAsync();
            while (await lines.NextAsync(cancellationToken) is { } line)
            {
                if (Render(line, request) is { } text)
                    left = await SendAsync(text, left, destination, cancellationToken);
            }

            if (isLast)
                return;
        }
    }

    private static async Task<long> SendAsync(string text, long left, Stream destination, CancellationToken cancellationToken)
    {
        if (left <= 0)
            return 0;

        var bytes = Encoding.UTF8.GetBytes(text + "\n");
        await destination.WriteAsync(bytes.AsMemory(0, (int)Math.Min(bytes.Length, left)), cancellationToken);
        await destination.FlushAsync(cancellationToken);
        return left - bytes.Length;
    }

    // "time stream F text"
    private static string? Render(string line, PodLogRequest request)
    {
        var parts = line.Split(' ', 4);
        if (parts.Length < 4)
            return null;
        if (request.Since is { } since && DateTimeOffset.TryParse(parts[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) && time < since)
            return null;

        return request.Timestamps ? $"{parts[0]} {parts[3]}" : parts[3];
    }

    /// <summary>Whole lines of a file that still grows.</summary>
    private sealed class LineReader(Stream file)
    {
        private readonly byte[] buffer = new byte[8192];
        private readonly List<byte> pending = [];
        private readonly Queue<string> ready = [];

        public async Task<string?> NextAsync(CancellationToken cancellationToken)
        {
            while (ready.Count == 0)
            {
                var read = await file.ReadAsync(buffer, cancellationToken);
                if (read == 0)
                    return null;
                foreach (var value in buffer.AsSpan(0, read))
                {
                    if (value == '\n')
                    {
                        ready.Enqueue(Encoding.UTF8.GetString([.. pending]));
                        pending.Clear();
                    }
                    else
                    {
                        pending.Add(value);
                    }
                }
            }

            return ready.Dequeue();
        }
    }
}
