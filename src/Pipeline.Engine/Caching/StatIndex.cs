namespace Pipeline.Engine.Caching;

/// <summary>
/// Remembers the hash of each file together with its stat, so that an unchanged tree is known without reading it. As with git's index,
/// a file written in the moment it was hashed could be written again without a visible change of its stat; such a record isn't trusted,
/// and the file is read once more next time (https://git-scm.com/docs/racy-git).
/// </summary>
internal sealed class StatIndex(string path, TimeProvider clock, Action<string>? crashPoint)
{
    /// <summary>Longest step of a file system's clock that keeps fractions of a second, with a margin: Linux stamps files by its timer tick, up to 10 ms.</summary>
    private const long FineStep = 50_000_000;

    /// <summary>The same for one that doesn't: FAT counts in steps of two seconds.</summary>
    private const long CoarseStep = 2_050_000_000;

    /// <summary>A file that changes while it is read is read again this many times; after that its record is not trusted.</summary>
    private const int MaxReads = 3;

    private static readonly TimeSpan s_saveInterval = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Lock _saving = new();
    private Dictionary<string, FileRecord>? _files;
    private bool _isChanged;
    private long _savedAt;
    private long _hashedFiles;

    /// <summary>How many files were read so far.</summary>
    public long HashedFiles => Volatile.Read(ref _hashedFiles);

    private int Today => (int)(clock.GetUtcNow().UtcDateTime - DateTime.UnixEpoch).TotalDays;

    /// <summary>The record of a file, or null if there is none at that path. Links are followed.</summary>
    public FileRecord? Get(string file)
    {
        if (FileStat.Read(file, followLinks: true) is not { Kind: FileKind.File } stat)
            return null;
        return Find(file, stat) ?? Hash(file, stat);
    }

    /// <summary>The records of many files, those unknown so far hashed in parallel. Null for a file that is gone.</summary>
    public FileRecord?[] GetAll(IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        var records = new FileRecord?[files.Count];
        var unknown = new List<int>();
        for (var i = 0; i < records.Length; i++)
        {
            if (FileStat.Read(files[i], followLinks: true) is not { Kind: FileKind.File } stat)
                continue;
            records[i] = Find(files[i], stat);
            if (records[i] is null)
                unknown.Add(i);
        }

        if (unknown.Count < 8)
        {
            foreach (var i in unknown)
            {
                cancellationToken.ThrowIfCancellationRequested();
                records[i] = Get(files[i]);
            }
        }
        else
        {
            Parallel.For(0, unknown.Count, new ParallelOptions { CancellationToken = cancellationToken }, i => records[unknown[i]] = Get(files[unknown[i]]));
        }

        return records;
    }

    /// <summary>Writes the index if anything changed; unless <paramref name="isFinal"/>, not more than once a second.</summary>
    public void Save(bool isFinal)
    {
        lock (_saving)
        {
            byte[] content;
            lock (_lock)
            {
                if (!_isChanged || !isFinal && _savedAt != 0 && clock.GetElapsedTime(_savedAt) < s_saveInterval)
                    return;
                _isChanged = false;
                content = StatIndexFile.Encode(_files!, Today);
            }

            _savedAt = clock.GetTimestamp();
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                AtomicFile.Write(path, content, Durability.Process, () => crashPoint?.Invoke(CrashPoints.IndexWritten));
            }
            catch
            {
                lock (_lock)
                    _isChanged = true;
                throw;
            }

            crashPoint?.Invoke(CrashPoints.IndexSaved);
        }
    }

    private FileRecord? Find(string file, in FileStat stat)
    {
        lock (_lock)
        {
            if (!Files().TryGetValue(file, out var known) || !known.IsTrusted || !known.Stat.IsSame(stat))
                return null;
            if (known.UsedOn != Today)
            {
                // Only worth writing once the date decides whether the record is kept.
                _isChanged |= Today - known.UsedOn > StatIndexFile.KeptDays / 2;
                known.UsedOn = Today;
            }

            return known;
        }
    }

    private FileRecord? Hash(string file, FileStat stat)
    {
        for (var attempt = 1; ; attempt++)
        {
            var now = FileStat.Nanoseconds(clock.GetUtcNow().UtcDateTime);
            byte[] hash;
            try
            {
                hash = ContentHash.OfFile(file);
            }
            catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
            {
                return null;
            }

            Interlocked.Increment(ref _hashedFiles);
            if (FileStat.Read(file, followLinks: true) is not { Kind: FileKind.File } after)
                return null;
            var wasStill = after.IsSame(stat);
            if (wasStill || attempt == MaxReads)
            {
                var record = new FileRecord(after, hash, wasStill && IsOld(stat, now)) { UsedOn = Today };
                lock (_lock)
                {
                    Files()[file] = record;
                    _isChanged = true;
                }

                return record;
            }

            stat = after;
        }
    }

    private static bool IsOld(in FileStat stat, long now)
    {
        var last = Math.Max(stat.ModifiedAt, stat.ChangedAt);
        var step = stat.ModifiedAt % 1_000_000_000 == 0 ? CoarseStep : FineStep;
        return last + step < now;
    }

    // Called under the lock. Read late: a run that caches nothing never needs it.
    private Dictionary<string, FileRecord> Files() => _files ??= StatIndexFile.Decode(ReadOrNothing());

    private byte[]? ReadOrNothing()
    {
        try
        {
            return AtomicFile.ReadOrNull(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // An index that can't be read costs time, never correctness: everything is hashed anew.
            return null;
        }
    }
}
