using System.Buffers;

namespace Pipeline.Engine.Caching;

/// <summary>
/// A cache in a local folder, which any number of processes may share. Content is written to a temporary file, flushed to disk and renamed,
/// so that a name stands for whole content only.
/// </summary>
public sealed class LocalCacheStore : ICacheStore
{
    /// <summary>Use is dated no finer than this, so that reading rarely writes.</summary>
    private static readonly TimeSpan s_useStep = TimeSpan.FromHours(1);

    private readonly LocalCacheStoreOptions _options;
    private readonly string _blobs;
    private readonly string _entries;
    private long _savedBytes;

    /// <summary>A store in <paramref name="directory"/>, which is made when something is first kept.</summary>
    public LocalCacheStore(string directory, LocalCacheStoreOptions? options = null)
    {
        Directory = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        _options = options ?? new LocalCacheStoreOptions();
        _blobs = Path.Join(Directory, "blobs");
        _entries = Path.Join(Directory, "entries");
    }

    /// <summary>Full path of the folder.</summary>
    public string Directory { get; }

    /// <inheritdoc/>
    public string Description => $"local folder {Directory}";

    /// <inheritdoc/>
    public Task<byte[]?> FindEntryAsync(string key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var path = PathOf(_entries, key);
        if (AtomicFile.ReadOrNull(path) is not { } bytes)
            return Task.FromResult<byte[]?>(null);
        if (!SealedBytes.TryOpen(bytes, out var content))
        {
            AtomicFile.DeleteQuietly(path);
            return Task.FromResult<byte[]?>(null);
        }

        MarkUsed(path);
        return Task.FromResult<byte[]?>(content.ToArray());
    }

    /// <inheritdoc/>
    public Task SaveEntryAsync(string key, byte[] entry, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var path = PathOf(_entries, key);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        AtomicFile.Write(path, SealedBytes.Seal(entry), Durability.Flushed, () => _options.CrashPoint?.Invoke(CrashPoints.EntryWritten));
        Interlocked.Add(ref _savedBytes, entry.Length);
        _options.CrashPoint?.Invoke(CrashPoints.EntrySaved);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<bool> HasBlobAsync(string hash, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var path = PathOf(_blobs, hash);
        var exists = File.Exists(path);
        if (exists)
            MarkUsed(path);
        return Task.FromResult(exists);
    }

    /// <inheritdoc/>
    public Task<Stream?> OpenBlobAsync(string hash, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var path = PathOf(_blobs, hash);
        try
        {
            if (!File.Exists(path))
                return Task.FromResult<Stream?>(null);
            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
            MarkUsed(path);
            return Task.FromResult<Stream?>(stream);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    /// <inheritdoc/>
    public async Task SaveBlobAsync(string hash, Stream content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        var path = PathOf(_blobs, hash);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = AtomicFile.TemporaryPath(path);
        try
        {
            long size;
            await using (var file = new FileStream(temporary, AtomicFile.CreateOptions()))
            {
                var actual = ContentHash.ToText(await HashedCopy.CopyAsync(content, file, cancellationToken));
                if (actual != hash)
                    throw new IOException($"Content that should have the hash {hash} has {actual}: it changed while it was read.");
                file.Flush(flushToDisk: true);
                size = file.Length;
            }

            _options.CrashPoint?.Invoke(CrashPoints.BlobWritten);
            File.Move(temporary, path, overwrite: true);
            Interlocked.Add(ref _savedBytes, size);
        }
        catch
        {
            AtomicFile.DeleteQuietly(temporary);
            throw;
        }

        _options.CrashPoint?.Invoke(CrashPoints.BlobSaved);
    }

    /// <inheritdoc/>
    public Task RemoveBlobAsync(string hash, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var path = PathOf(_blobs, hash);
        if (File.Exists(path))
            File.Delete(path);
        return Task.CompletedTask;
    }

    /// <summary>Deletes what was least recently used, if the store has grown over its limit, and sweeps leftovers. Does nothing in a run that kept nothing.</summary>
    public Task TidyAsync(CancellationToken cancellationToken)
    {
        var saved = Interlocked.Exchange(ref _savedBytes, 0);
        if (saved > 0)
            new LocalStoreTrim(Directory, _options).Run(saved, cancellationToken);
        return Task.CompletedTask;
    }

    // Keys and hashes come from records and from other stores' entries: only their own alphabet may reach a path.
    private static string PathOf(string directory, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length < 3 || name.AsSpan().IndexOfAnyExcept(s_hex) >= 0)
            throw new ArgumentException($"'{name}' is not a hash in lower-case hex.", nameof(name));
        return Path.Join(directory, name[..2], name);
    }

    private void MarkUsed(string path)
    {
        try
        {
            var now = _options.Clock.GetUtcNow().UtcDateTime;
            if (now - File.GetLastWriteTimeUtc(path) > s_useStep)
                File.SetLastWriteTimeUtc(path, now);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A store that may only be read still serves.
        }
    }

    private static readonly SearchValues<char> s_hex = SearchValues.Create("0123456789abcdef");
}
