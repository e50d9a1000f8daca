namespace Pipeline.Engine.Caching;

/// <summary>Replaces a small file whole or not at all: a temporary file beside it, then a rename.</summary>
internal static class AtomicFile
{
    public const string TemporarySuffix = ".writing";

    /// <summary>A name beside <paramref name="path"/> that no other process uses.</summary>
    public static string TemporaryPath(string path) => $"{path}.{Guid.NewGuid():N}{TemporarySuffix}";

    public static void Write(string path, ReadOnlySpan<byte> content, Durability durability, Action? onWritten = null)
    {
        var temporary = TemporaryPath(path);
        try
        {
            using (var stream = new FileStream(temporary, CreateOptions()))
            {
                stream.Write(content);
                if (durability == Durability.Flushed)
                    stream.Flush(flushToDisk: true);
            }

            onWritten?.Invoke();
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            DeleteQuietly(temporary);
            throw;
        }
    }

    /// <summary>A file of ours alone: locked while open, and readable by nobody else.</summary>
    public static FileStreamOptions CreateOptions()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.Delete, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    public static byte[]? ReadOrNull(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllBytes(path) : null;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Cleans up after a failure that is already on its way to the user.</summary>
    public static void DeleteQuietly(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What is left is swept later.
        }
    }
}

/// <summary>What a file has to survive.</summary>
internal enum Durability
{
    /// <summary>The end of the process. After a power cut it may be empty or old, which its checksum or its hashes show.</summary>
    Process,

    /// <summary>A power cut: the content is on the disk before it gets its name.</summary>
    Flushed,
}
