namespace Pipeline.Engine.Caching;

/// <summary>
/// Puts stored outputs in place. Everything is fetched and checked before the first file changes; then what doesn't belong is removed, and
/// each file is moved to its place. One that is cut short leaves a mixture, which the next check notices by the hashes.
/// </summary>
internal sealed class OutputRestore(TargetCacheOptions options, OutputListing current, IReadOnlyList<OutputItem> wanted)
{
    private const int MaxFetches = 4;

    /// <summary>Null when done; otherwise why it couldn't be, with the outputs as they were.</summary>
    public async Task<string?> FetchAsync(string stagingDirectory, IReadOnlyList<OutputItem> changed, CancellationToken cancellationToken)
    {
        string? failure = null;
        Directory.CreateDirectory(stagingDirectory);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, changed.Count),
            new ParallelOptions { MaxDegreeOfParallelism = MaxFetches, CancellationToken = cancellationToken },
            async (i, token) =>
            {
                if (changed[i].Kind != FileKind.File || Volatile.Read(ref failure) is not null)
                    return;
                if (await FetchAsync(changed[i], StagedPath(stagingDirectory, i), token) is { } reason)
                    Volatile.Write(ref failure, reason);
                else
                    options.CrashPoint?.Invoke(CrashPoints.OutputFetched);
            });
        return failure;
    }

    /// <summary>The wanted items that aren't on disk as they should be.</summary>
    public IReadOnlyList<OutputItem> Changed()
    {
        var actual = new HashSet<OutputItem>(current.Items);
        return [.. wanted.Where(x => !actual.Contains(x))];
    }

    /// <summary>Files and links on disk that the stored result doesn't have.</summary>
    public IReadOnlyList<OutputItem> Extra()
    {
        var expected = new HashSet<string>(wanted.Select(x => x.Path), StringComparer.Ordinal);
        return [.. current.Items.Where(x => x.Kind != FileKind.Directory && !expected.Contains(x.Path))];
    }

    public void Apply(string stagingDirectory, IReadOnlyList<OutputItem> changed, IReadOnlyList<OutputItem> extra)
    {
        foreach (var item in extra)
        {
            File.Delete(FullPath(item.Path));
            options.CrashPoint?.Invoke(CrashPoints.OutputRemoved);
        }

        RemoveUnwantedDirectories();
        for (var i = 0; i < changed.Count; i++)
        {
            Place(changed[i], StagedPath(stagingDirectory, i));
            options.CrashPoint?.Invoke(CrashPoints.OutputPlaced);
        }
    }

    private async Task<string?> FetchAsync(OutputItem item, string path, CancellationToken cancellationToken)
    {
        await using var content = await options.Store.OpenBlobAsync(item.Content, cancellationToken);
        if (content is null)
            return $"the store no longer has the content of output {item.Path}";

        byte[] actual;
        await using (var file = new FileStream(path, AtomicFile.CreateOptions()))
            actual = await HashedCopy.CopyAsync(content, file, cancellationToken);
        if (ContentHash.ToText(actual) != item.Content)
        {
            await options.Store.RemoveBlobAsync(item.Content, cancellationToken);
            return $"the stored content of output {item.Path} was damaged, and is removed";
        }

        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, item.Mode == 0 ? UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead : (UnixFileMode)item.Mode);
        return null;
    }

    private void Place(OutputItem item, string staged)
    {
        var path = FullPath(item.Path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        switch (item.Kind)
        {
            case FileKind.Directory:
                if (FileStat.Read(path, followLinks: false) is { Kind: not FileKind.Directory })
                    File.Delete(path);
                Directory.CreateDirectory(path);
                break;
            case FileKind.Link:
                if (FileStat.Read(path, followLinks: false) is not null)
                    File.Delete(path);
                if (Directory.Exists(Path.GetFullPath(item.Content, Path.GetDirectoryName(path)!)))
                    Directory.CreateSymbolicLink(path, item.Content);
                else
                    File.CreateSymbolicLink(path, item.Content);
                break;
            default:
                File.Move(staged, path, overwrite: true);
                break;
        }
    }

    // Deepest first, so that a directory is empty once those below it are gone. One that still holds something nobody declared stays.
    private void RemoveUnwantedDirectories()
    {
        var needed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in wanted)
        {
            var path = FullPath(item.Path);
            if (item.Kind == FileKind.Directory)
                needed.Add(path);
            for (var parent = Path.GetDirectoryName(path); parent is not null && needed.Add(parent); parent = Path.GetDirectoryName(parent))
            {
            }
        }

        for (var i = current.Directories.Count - 1; i >= 0; i--)
        {
            var directory = current.Directories[i];
            if (!needed.Contains(directory) && !Directory.EnumerateFileSystemEntries(directory).Any())
                Directory.Delete(directory);
        }
    }

    private string FullPath(string relativePath) => Path.Join(options.RootDirectory, relativePath);

    private static string StagedPath(string stagingDirectory, int i) => Path.Join(stagingDirectory, i.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
