using System.Runtime.CompilerServices;

namespace Pipeline.ObjectStorage.Local;

/// <summary>Walks the folder in the order of keys, one directory at a time.</summary>
internal static class LocalListing
{
    private sealed record Entry(string SortKey, string Path, bool IsDirectory);

    public static async IAsyncEnumerable<StoredObject> ListAsync(LocalFolder folder, string prefix, string? startAfter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        foreach (var (key, path) in Walk(folder.Objects, "", prefix, startAfter, cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            // A file that another name finds is listed by its own.
            if (Find(path) is { } stored && (stored.Key == key || (stored.Key.StartsWith(prefix, StringComparison.Ordinal) && (startAfter is null || ObjectKey.Compare(stored.Key, startAfter) > 0))))
                yield return stored;
        }
    }

    private static IEnumerable<(string Key, string Path)> Walk(string directory, string directoryKey, string prefix, string? startAfter, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var entry in Entries(directory, directoryKey))
        {
            if (entry.IsDirectory)
            {
                // Everything below begins with this: inside the prefix, on the way to it, or aside.
                var below = entry.SortKey;
                var leads = below.StartsWith(prefix, StringComparison.Ordinal) || prefix.StartsWith(below, StringComparison.Ordinal);
                if (!leads || IsBefore(below, startAfter))
                    continue;
                foreach (var found in Walk(entry.Path, below, prefix, startAfter, cancellationToken))
                    yield return found;
            }
            else if (entry.SortKey.StartsWith(prefix, StringComparison.Ordinal) && (startAfter is null || ObjectKey.Compare(entry.SortKey, startAfter) > 0))
            {
                yield return (entry.SortKey, entry.Path);
            }
        }
    }

    private static bool IsBefore(string below, string? startAfter) =>
        startAfter is not null && !startAfter.StartsWith(below, StringComparison.Ordinal) && ObjectKey.Compare(below, startAfter) < 0;

    private static List<Entry> Entries(string directory, string directoryKey)
    {
        var entries = new List<Entry>();
        try
        {
            foreach (var info in new DirectoryInfo(directory).EnumerateFileSystemInfos())
            {
                if (info.LinkTarget is not null)
                    continue;
                if (info is DirectoryInfo)
                    entries.Add(new Entry($"{directoryKey}{LocalFileName.DirectorySegment(info.Name)}/", info.FullName, IsDirectory: true));
                else if (LocalFileName.ObjectSegment(info.Name) is { } segment)
                    entries.Add(new Entry(directoryKey + segment, info.FullName, IsDirectory: false));
            }
        }
        catch (DirectoryNotFoundException)
        {
            // Emptied and removed while the list was read.
        }

        entries.Sort((x, y) => ObjectKey.Compare(x.SortKey, y.SortKey));
        return entries;
    }

    // As the services do, a listing tells key, size, tag and time; the rest takes a look at the object.
    private static StoredObject? Find(string path)
    {
        using var file = LocalObjectFile.Open(path);
        if (file is null)
            return null;
        var (footer, length) = LocalObjectFile.Read(file, path);
        return new StoredObject { Key = footer.Key, LengthBytes = length, ETag = footer.ETag, LastModified = footer.LastModified };
    }
}
