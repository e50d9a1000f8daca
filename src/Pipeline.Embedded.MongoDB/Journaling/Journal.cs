using System.Globalization;
using Pipeline.Errors;

namespace Pipeline.Embedded.MongoDB.Journaling;

/// <summary>
/// The files of a data directory: a checkpoint (all data at one moment) and the journal segments since. A write is appended before it is
/// visible; opening reads the newest whole checkpoint and does the rest again.
/// </summary>
/// <remarks><see cref="Append"/> and <see cref="BeginSegment"/> are called under the store's writer lock.</remarks>
internal sealed class Journal : IAsyncDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);
    private readonly string _directory;
    private readonly JournalSync _sync;
    private readonly FileStream _lock;
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _syncing = new(1, 1);
    private Task _background = Task.CompletedTask;
    private FileStream? _segment;
    private long _appended;
    private long _synced;

    private Journal(string directory, JournalSync sync, FileStream @lock)
    {
        _directory = directory;
        _sync = sync;
        _lock = @lock;
    }

    /// <summary>The number of the segment that is written to.</summary>
    public int Segment { get; private set; }

    /// <summary>Bytes in the segments since the last checkpoint.</summary>
    public long BytesSinceCheckpoint { get; private set; }

    /// <exception cref="PipelineException"><see cref="EmbeddedMongoErrors.DirectoryInUse"/>, <see cref="EmbeddedMongoErrors.DirectoryUnusable"/>, <see cref="EmbeddedMongoErrors.OtherFormat"/>.</exception>
    public static Journal Open(string directory, JournalSync sync)
    {
        try
        {
            Directory.CreateDirectory(directory);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PipelineException(EmbeddedMongoErrors.DirectoryUnusable, $"The data directory '{directory}' can't be created: {exception.Message}", exception);
        }

        FileStream @lock;
        try
        {
            @lock = new FileStream(Path.Combine(directory, "server.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            throw new PipelineException(EmbeddedMongoErrors.DirectoryInUse, $"The data directory '{directory}' is in use by another server.", exception);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new PipelineException(EmbeddedMongoErrors.DirectoryUnusable, $"The data directory '{directory}' can't be written: {exception.Message}", exception);
        }

        try
        {
            DataFormat.Claim(directory);
            return new Journal(directory, sync, @lock);
        }
        catch (Exception exception)
        {
            @lock.Dispose();
            if (exception is IOException or UnauthorizedAccessException)
                throw new PipelineException(EmbeddedMongoErrors.DirectoryUnusable, $"The data directory '{directory}' can't be written: {exception.Message}", exception);
            throw;
        }
    }

    /// <summary>Hands out what was written, oldest first, then makes ready to write on.</summary>
    /// <param name="checkpoint">Reads the checkpoint, if there is one.</param>
    /// <param name="replay">Does one batch again.</param>
    /// <exception cref="PipelineException"><see cref="EmbeddedMongoErrors.DataDamaged"/>.</exception>
    public void Recover(Action<string> checkpoint, Action<byte[]> replay)
    {
        foreach (var unfinished in Directory.GetFiles(_directory, "*.partial"))
            File.Delete(unfinished);

        var newest = Numbers("checkpoint-*.bson").LastOrDefault();
        if (newest > 0)
            checkpoint(CheckpointPath(newest));

        var segments = Numbers("journal-*.log").Where(x => x >= newest).ToArray();
        foreach (var number in segments)
            Replay(SegmentPath(number), replay, isLast: number == segments[^1]);

        DeleteBefore(newest);
        OpenSegment(Math.Max(1, Math.Max(newest, segments.LastOrDefault())));
        if (_sync == JournalSync.Interval)
            _background = SyncRegularlyAsync();
    }

    /// <returns>The position to wait for with <see cref="SyncedAsync"/>.</returns>
    public long Append(IReadOnlyList<byte[]> documents)
    {
        var frame = JournalFrame.Of(documents);
        var segment = _segment!;
        var start = segment.Position;
        try
        {
            segment.Write(frame);
            segment.Flush(flushToDisk: false);
        }
        catch (IOException)
        {
            // Half a frame must not stand in the way of the next one.
            segment.SetLength(start);
            segment.Position = start;
            throw;
        }

        _appended += frame.Length;
        BytesSinceCheckpoint += frame.Length;
        return _appended;
    }

    /// <summary>Returns when what was appended up to <paramref name="position"/> is as safe as the write asks and the server's setting says.</summary>
    public async Task SyncedAsync(long position, bool isRequested)
    {
        if ((isRequested || _sync == JournalSync.EachWrite) && Volatile.Read(ref _synced) < position)
            await SyncAsync().ConfigureAwait(false);
    }

    public async Task SyncAsync()
    {
        await _syncing.WaitAsync().ConfigureAwait(false);
        try
        {
            // Whoever waited for this lock is served by one flush for all of them.
            var reached = Volatile.Read(ref _appended);
            if (reached > Volatile.Read(ref _synced))
            {
                await Task.Run(() => _segment!.Flush(flushToDisk: true)).ConfigureAwait(false);
                Volatile.Write(ref _synced, reached);
            }
        }
        finally
        {
            _syncing.Release();
        }
    }

    /// <summary>From now on writes go to a new segment; what was before it is the next checkpoint's.</summary>
    /// <returns>The number of the checkpoint that this segment follows.</returns>
    public int BeginSegment()
    {
        _syncing.Wait();
        try
        {
            _segment!.Flush(flushToDisk: true);
            var before = _segment;
            OpenSegment(Segment + 1);
            before.Dispose();
            Volatile.Write(ref _synced, _appended);
            return Segment;
        }
        finally
        {
            _syncing.Release();
        }
    }

    /// <summary>Writes a checkpoint beside, makes it count, then deletes what it replaces.</summary>
    public void WriteCheckpoint(int number, Action<FileStream> write)
    {
        var partial = CheckpointPath(number) + ".partial";
        try
        {
            WritePartial(partial, write);
        }
        catch (IOException)
        {
            File.Delete(partial);
            throw;
        }

        File.Move(partial, CheckpointPath(number));
        DeleteBefore(number);
    }

    private static void WritePartial(string partial, Action<FileStream> write)
    {
        using var file = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        write(file);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Lets another server have the directory, when this one couldn't read it.</summary>
    public void Unlock()
    {
        _segment?.Dispose();
        _lock.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _background.ConfigureAwait(false);
        if (_segment is not null)
        {
            await SyncIfPossibleAsync().ConfigureAwait(false);
            await _segment.DisposeAsync().ConfigureAwait(false);
        }

        await _lock.DisposeAsync().ConfigureAwait(false);
        _syncing.Dispose();
        _stopping.Dispose();
    }

    private static void Replay(string path, Action<byte[]> replay, bool isLast)
    {
        long end;
        using (var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20))
        {
            var reader = new FrameReader(file);
            while (reader.Next() is { } content)
                replay(content);
            if (reader.End == FrameEnd.Broken || (reader.End == FrameEnd.Torn && !isLast))
                throw new PipelineException(EmbeddedMongoErrors.DataDamaged, $"'{path}' is damaged at byte {reader.Position}.");
            end = reader.Position;
        }

        using var torn = new FileStream(path, FileMode.Open, FileAccess.Write);
        if (torn.Length > end)
            torn.SetLength(end);
    }

    private async Task SyncRegularlyAsync()
    {
        using var timer = new PeriodicTimer(s_interval);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token).ConfigureAwait(false))
                await SyncIfPossibleAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The last flush is that of disposal.
        }
    }

    private async Task SyncIfPossibleAsync()
    {
        try
        {
            await SyncAsync().ConfigureAwait(false);
        }
        catch (IOException)
        {
            // It is tried again at the next tick; who asks for a journaled write is told.
        }
    }

    private void OpenSegment(int number)
    {
        // Unbuffered: what was written is with the operating system when Append returns.
        _segment = new FileStream(SegmentPath(number), FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        Segment = number;
        BytesSinceCheckpoint = _segment.Length;
    }

    private void DeleteBefore(int number)
    {
        foreach (var old in Numbers("journal-*.log").Where(x => x < number))
            File.Delete(SegmentPath(old));
        foreach (var old in Numbers("checkpoint-*.bson").Where(x => x < number))
            File.Delete(CheckpointPath(old));
    }

    private IEnumerable<int> Numbers(string pattern) => Directory.GetFiles(_directory, pattern)
        .Select(x => Path.GetFileNameWithoutExtension(x)!)
        .Select(x => int.Parse(x.AsSpan(x.LastIndexOf('-') + 1), CultureInfo.InvariantCulture))
        .Order();

    private string SegmentPath(int number) => Path.Combine(_directory, string.Create(CultureInfo.InvariantCulture, $"journal-{number:D6}.log"));

    private string CheckpointPath(int number) => Path.Combine(_directory, string.Create(CultureInfo.InvariantCulture, $"checkpoint-{number:D6}.bson"));
}
