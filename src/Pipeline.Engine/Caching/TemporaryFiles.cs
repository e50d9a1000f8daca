namespace Pipeline.Engine.Caching;

/// <summary>Clears what killed processes left half-written.</summary>
internal static class TemporaryFiles
{
    /// <summary>Younger ones may still be somebody's.</summary>
    private static readonly TimeSpan s_age = TimeSpan.FromMinutes(10);

    public static bool IsTemporary(string path) => path.EndsWith(AtomicFile.TemporarySuffix, StringComparison.Ordinal);

    /// <summary>Deletes a temporary file that is old and that nobody writes to. A writer holds a lock on it, which ends with its process.</summary>
    public static void Sweep(FileInfo file, DateTimeOffset now)
    {
        try
        {
            if (now - file.LastWriteTimeUtc < s_age)
                return;
            using (new FileStream(file.FullName, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            {
            }

            file.Delete();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Somebody writes to it, or swept it first.
        }
    }

    /// <summary>Sweeps the temporary files right below a directory, if there is one.</summary>
    public static void SweepFilesIn(string directory, DateTimeOffset now)
    {
        if (!Directory.Exists(directory))
            return;
        foreach (var file in new DirectoryInfo(directory).EnumerateFiles("*" + AtomicFile.TemporarySuffix))
            Sweep(file, now);
    }

    /// <summary>Deletes an old directory with all that is in it.</summary>
    public static void Sweep(DirectoryInfo directory, DateTimeOffset now)
    {
        try
        {
            if (now - directory.LastWriteTimeUtc >= s_age)
                directory.Delete(recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Swept by another process at the same time.
        }
    }
}
