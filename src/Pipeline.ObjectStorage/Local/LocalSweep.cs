namespace Pipeline.ObjectStorage.Local;

/// <summary>Removes what killed writers left in <c>temp</c>. Nobody sees it, but it takes space.</summary>
internal static class LocalSweep
{
    /// <summary>A writer holds its file locked; this long is left to one that has closed it and is about to give it its name.</summary>
    private static readonly TimeSpan s_age = TimeSpan.FromHours(1);

    public static void Run(LocalFolder folder, TimeProvider timeProvider)
    {
        var before = (timeProvider.GetUtcNow() - s_age).UtcDateTime;
        foreach (var entry in new DirectoryInfo(folder.Temporary).EnumerateFileSystemInfos())
        {
            try
            {
                if (entry.LastWriteTimeUtc > before)
                    continue;
                if (entry is DirectoryInfo { LinkTarget: null } directory)
                    directory.Delete(recursive: true);
                else if (entry is FileInfo { LinkTarget: null } && !IsHeld(entry.FullName))
                    entry.Delete();
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Another process was faster, or owns it: the next one sweeps.
            }
        }
    }

    private static bool IsHeld(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
