using System.Globalization;

namespace Pipeline.Engine.Caching;

/// <summary>
/// Keeps a local store within its limit. The whole store is looked at once a day, or when it may have outgrown its limit; in between,
/// an estimate is kept in a small file, so that a run doesn't read thousands of names to add one.
/// </summary>
internal sealed class LocalStoreTrim(string directory, LocalCacheStoreOptions options)
{
    /// <summary>How often the estimate is replaced by the truth: other processes add to the store too.</summary>
    private static readonly TimeSpan s_scanInterval = TimeSpan.FromDays(1);

    private string UsagePath => Path.Join(directory, "usage");

    public void Run(long savedBytes, CancellationToken cancellationToken)
    {
        var now = options.Clock.GetUtcNow();
        var (usedBytes, scannedAt) = ReadUsage();
        usedBytes += savedBytes;
        if (usedBytes > options.MaxBytes || now - scannedAt > s_scanInterval || scannedAt > now)
        {
            usedBytes = Scan(now, cancellationToken);
            scannedAt = now;
        }

        var text = string.Create(CultureInfo.InvariantCulture, $"{usedBytes} {scannedAt.ToUnixTimeSeconds()}\n");
        AtomicFile.Write(UsagePath, System.Text.Encoding.ASCII.GetBytes(text), Durability.Process);
    }

    private (long Bytes, DateTimeOffset ScannedAt) ReadUsage()
    {
        var parts = (AtomicFile.ReadOrNull(UsagePath) is { } bytes ? System.Text.Encoding.ASCII.GetString(bytes) : "").Split(' ');
        return parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var used)
            && long.TryParse(parts[1].TrimEnd(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds < 253402300800
            ? (used, DateTimeOffset.FromUnixTimeSeconds(seconds))
            : (0, DateTimeOffset.MinValue);
    }

    private long Scan(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var files = new List<(FileInfo File, DateTime UsedAt, long Bytes)>();
        var total = 0L;
        foreach (var file in new DirectoryInfo(directory).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TemporaryFiles.IsTemporary(file.Name))
                TemporaryFiles.Sweep(file, now);
            else if (file.DirectoryName != directory)
            {
                files.Add((file, file.LastWriteTimeUtc, file.Length));
                total += file.Length;
            }
        }

        if (total <= options.MaxBytes)
            return total;

        var goal = options.MaxBytes / 10 * 9;
        files.Sort(static (x, y) => x.UsedAt.CompareTo(y.UsedAt));
        foreach (var (file, _, bytes) in files)
        {
            if (total <= goal)
                break;
            cancellationToken.ThrowIfCancellationRequested();
            file.Delete();
            total -= bytes;
        }

        return total;
    }
}
