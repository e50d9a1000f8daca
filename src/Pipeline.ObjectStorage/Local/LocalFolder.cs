namespace Pipeline.ObjectStorage.Local;

/// <summary>The store's folder: <c>objects</c>, <c>uploads</c> (in progress) and <c>temp</c> (not yet visible), all in one file system.</summary>
internal sealed class LocalFolder(string root)
{
    public string Root { get; } = root;

    public string Objects { get; } = Path.Join(root, "objects");

    public string Uploads { get; } = Path.Join(root, "uploads");

    public string Temporary { get; } = Path.Join(root, "temp");

    public void Create()
    {
        LocalDurability.CreateDirectory(Objects);
        LocalDurability.CreateDirectory(Uploads);
        LocalDurability.CreateDirectory(Temporary);
    }

    public string NewTemporary() => Path.Join(Temporary, Guid.NewGuid().ToString("N"));

    /// <summary>The file of a key. The key was checked, so it stays below <see cref="Objects"/>; links on the way are refused.</summary>
    public string FileOf(string key)
    {
        var segments = key.Split('/');
        var path = Objects;
        foreach (var segment in segments[..^1])
        {
            path = Path.Join(path, LocalFileName.OfDirectory(segment));
            RefuseLink(path);
        }

        path = Path.Join(path, LocalFileName.OfObject(segments[^1]));
        RefuseLink(path);
        return path;
    }

    /// <summary>The folder of an upload; null when the id can't be one of ours.</summary>
    public string? UploadOf(string uploadId) => uploadId.Length == 32 && uploadId.All(char.IsAsciiHexDigitLower) ? Path.Join(Uploads, uploadId) : null;

    /// <summary>Removes directories that became empty, from the one of a file upwards. A writer that needs one makes it again.</summary>
    public void Prune(string file)
    {
        for (var directory = Path.GetDirectoryName(file)!; directory.Length > Objects.Length; directory = Path.GetDirectoryName(directory)!)
        {
            try
            {
                Directory.Delete(directory);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return;
            }
        }
    }

    private static void RefuseLink(string path)
    {
        if (new FileInfo(path).LinkTarget is { } target)
            throw new ObjectStoreException(ObjectStorageErrors.UnsafePath, $"{path} is a link (to {target}), and links in a store's folder are not followed. Remove it.");
    }
}
