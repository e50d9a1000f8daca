using Pipeline.Containers.Tar;
using Pipeline.Errors;

namespace Pipeline.Containers.Engines;

/// <summary>What is sent to the engine: the context's files, but for those that .dockerignore excludes, as a tar in a temporary file.</summary>
internal sealed class BuildContext : IAsyncDisposable
{
    private const string IgnoreName = ".dockerignore";
    private const string OutsideName = ".dockerfile.pipeline";

    private BuildContext(FileStream content, string dockerfile) => (Content, Dockerfile) = (content, dockerfile);

    /// <summary>The tar, at its beginning.</summary>
    public FileStream Content { get; }

    /// <summary>The Dockerfile's name in it.</summary>
    public string Dockerfile { get; }

    /// <exception cref="PipelineException">PIPE3201.</exception>
    public static async Task<BuildContext> CreateAsync(string dockerfile, string directory, DateTimeOffset time, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(directory))
            throw Invalid($"The build context '{directory}' doesn't exist. Name the folder that the Dockerfile's COPY is to see.");
        if (!File.Exists(dockerfile))
            throw Invalid($"The Dockerfile '{dockerfile}' doesn't exist. Name another, or build without an engine.");

        var root = Path.GetFullPath(directory);
        var inside = Path.GetRelativePath(root, Path.GetFullPath(dockerfile)).Replace('\\', '/');
        var isInside = !inside.StartsWith("../", StringComparison.Ordinal) && !Path.IsPathRooted(inside);
        var (ignoreText, ignore) = await IgnoreAsync(dockerfile, root, cancellationToken);

        var content = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 65536, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            var tar = new TarStreamWriter(content);
            foreach (var (item, name) in Items(root, ignore, isInside ? inside : null))
                await AddAsync(tar, item, name, time.ToUnixTimeSeconds(), cancellationToken);

            // As Docker's client does: what isn't in the context is added under a name that COPY doesn't see.
            var unseen = isInside ? "" : $"\n{OutsideName}\n{IgnoreName}\n";
            if (!isInside)
                await AddTextAsync(tar, OutsideName, await File.ReadAllBytesAsync(dockerfile, cancellationToken), time, cancellationToken);
            if (ignoreText is not null || unseen.Length > 0)
                await AddTextAsync(tar, IgnoreName, System.Text.Encoding.UTF8.GetBytes(ignoreText + unseen), time, cancellationToken);
            await tar.FinishAsync(cancellationToken);
            content.Position = 0;
            return new BuildContext(content, isInside ? inside : OutsideName);
        }
        catch
        {
            await content.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => Content.DisposeAsync();

    private static async Task<(string? Text, DockerIgnore Ignore)> IgnoreAsync(string dockerfile, string root, CancellationToken cancellationToken)
    {
        var path = new[] { dockerfile + IgnoreName, Path.Combine(root, IgnoreName) }.FirstOrDefault(File.Exists);
        var text = path is null ? null : await File.ReadAllTextAsync(path, cancellationToken);
        try
        {
            return (text, DockerIgnore.Parse(text ?? ""));
        }
        catch (FormatException error)
        {
            throw Invalid($"'{path}' has the pattern '{error.Message}', which can't be read: a [ needs its ], and a \\ something after it. Correct it.");
        }
    }

    private static IEnumerable<(FileSystemInfo Item, string Name)> Items(string root, DockerIgnore ignore, string? dockerfile)
    {
        var folders = new Stack<(DirectoryInfo Folder, string Prefix)>([(new DirectoryInfo(root), "")]);
        while (folders.TryPop(out var folder))
        {
            foreach (var item in folder.Folder.EnumerateFileSystemInfos("*", new EnumerationOptions { AttributesToSkip = 0 }).OrderBy(x => x.Name, StringComparer.Ordinal))
            {
                var name = folder.Prefix + item.Name;
                if (name == IgnoreName)
                    continue; // Written anew, at the end.

                // The engine needs the Dockerfile, whatever is excluded; it takes it out of what COPY sees by itself.
                var isExcluded = ignore.Excludes(name) && name != dockerfile;
                var isFolder = item is DirectoryInfo && item.LinkTarget is null;
                if (!isExcluded)
                    yield return (item, isFolder ? name + "/" : name);
                if (isFolder && (!isExcluded || ignore.HasExceptions || dockerfile?.StartsWith(name + "/", StringComparison.Ordinal) == true))
                    folders.Push(((DirectoryInfo)item, name + "/"));
            }
        }
    }

    private static async Task AddAsync(TarStreamWriter tar, FileSystemInfo item, string name, long time, CancellationToken cancellationToken)
    {
        if (item.LinkTarget is { } link)
        {
            await tar.WriteAsync(new TarEntry(name, TarEntryKind.SymbolicLink, 0x1FF, time) { LinkTarget = link.Replace('\\', '/') }, null, cancellationToken);
        }
        else if (item is FileInfo { Length: 0 })
        {
            // Not opened: a named pipe has no length either, and would be waited for.
            await tar.WriteAsync(new TarEntry(name, TarEntryKind.File, Mode(item), time), null, cancellationToken);
        }
        else if (item is FileInfo file)
        {
            await using var content = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
            await tar.WriteAsync(new TarEntry(name, TarEntryKind.File, Mode(file), time) { Size = content.Length }, content, cancellationToken);
        }
        else
        {
            await tar.WriteAsync(new TarEntry(name, TarEntryKind.Directory, Mode(item), time), null, cancellationToken);
        }
    }

    private static async Task AddTextAsync(TarStreamWriter tar, string name, byte[] content, DateTimeOffset time, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream(content);
        await tar.WriteAsync(new TarEntry(name, TarEntryKind.File, 0x1A4, time.ToUnixTimeSeconds()) { Size = content.Length }, stream, cancellationToken);
    }

    // Windows has no such modes; Docker's client makes everything executable there, too.
    private static int Mode(FileSystemInfo item) => OperatingSystem.IsWindows() ? 0x1ED : (int)item.UnixFileMode;

    private static PipelineException Invalid(string message) => new(EngineErrors.InvalidContext, message) { ExitCode = 2 };
}
