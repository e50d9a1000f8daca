using System.Buffers;
using Pipeline.ObjectStorage.Transfer;

namespace Pipeline.ObjectStorage.Local;

/// <summary>
/// Writes a file so that it is there whole or not at all, also after a kill or a power cut: a temporary file, its bytes on the disk, the name, the
/// directory on the disk.
/// </summary>
internal sealed class LocalObjectWriter(LocalFolder folder, TimeProvider timeProvider, Action<LocalCrashPoint> passed)
{
    private const int BufferBytes = 1024 * 1024;
    private const int MaxTries = 20;

    /// <summary>Writes the content and the footer to a temporary file, which the caller then publishes or deletes.</summary>
    public async Task<(string Path, LocalFooter Footer)> WriteTemporaryAsync(MeasuredContent content, LocalFooter description, long? lengthBytes, CancellationToken cancellationToken)
    {
        var path = folder.NewTemporary();
        var size = (int)Math.Min(BufferBytes, lengthBytes + 1 ?? BufferBytes);
        var buffer = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            await using var file = Create(path, lengthBytes ?? 0);
            passed(LocalCrashPoint.TemporaryCreated);
            int read;
            while ((read = await content.FillAsync(buffer.AsMemory(0, size), cancellationToken)) > 0)
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            var footer = description with { Sha256 = content.Finish(), ETag = Guid.NewGuid().ToString("N"), LastModified = timeProvider.GetUtcNow() };
            await file.WriteAsync(LocalObjectFile.FooterOf(footer), cancellationToken);
            passed(LocalCrashPoint.ContentWritten);
            // More may have been laid aside than was needed.
            file.SetLength(file.Position);
            file.Flush(flushToDisk: true);
            passed(LocalCrashPoint.TemporarySynced);
            return (path, footer);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Gives a temporary file its name.</summary>
    /// <exception cref="ObjectExistsException">The name is taken, and isn't to be replaced.</exception>
    /// <exception cref="ObjectStoreException">The file there is another key's.</exception>
    public void Publish(string temporary, string path, string key, bool onlyIfAbsent)
    {
        RefuseAnothers(path, key);
        var directory = Path.GetDirectoryName(path)!;
        for (var attempt = 1; ; attempt++)
        {
            LocalDurability.CreateDirectory(directory);
            try
            {
                if (!onlyIfAbsent)
                    File.Move(temporary, path, overwrite: true);
                else if (!LocalDurability.TryMoveToFree(temporary, path))
                    throw new ObjectExistsException(key);
                break;
            }
            catch (Exception exception) when (exception is DirectoryNotFoundException or FileNotFoundException && attempt < MaxTries && File.Exists(temporary))
            {
                // A delete removed the directory that had become empty.
            }
        }

        passed(LocalCrashPoint.Published);
        LocalDurability.SyncDirectory(directory);
        File.Delete(temporary);
        passed(LocalCrashPoint.PublishedDurably);
    }

    /// <summary>Refuses a key whose file the file system doesn't tell from another's.</summary>
    public void RefuseAnothers(string path, string key)
    {
        if (LocalObjectFile.IsOfAnother(path, key))
            throw new ObjectStoreException(ObjectStorageErrors.Unsupported, $"'{key}' can't be written: for the file system at {folder.Root} its file is that of another object, whose key differs in case or in the form of its letters. Put the store on a file system that tells them apart (ext4, xfs), or take another key.");
    }

    private static FileStream Create(string path, long preallocationSize)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 0, Options = FileOptions.Asynchronous, PreallocationSize = preallocationSize };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }
}
