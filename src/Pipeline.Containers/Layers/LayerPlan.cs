using System.Text;
using Pipeline.Containers.Tar;
using Pipeline.Errors;

namespace Pipeline.Containers.Layers;

/// <summary>
/// The entries of an application's layer: sorted by the bytes of their names, owned by root, with one time.
/// Neither the files' times nor their modes nor the order in which the disk lists them matter.
/// </summary>
internal static class LayerPlan
{
    private const int Directory = 0x1ED;  // 0755
    private const int Executable = 0x1ED; // 0755
    private const int Plain = 0x1A4;      // 0644: the application can't change itself, it runs as another user

    /// <param name="applicationDirectory">The published folder.</param>
    /// <param name="target">Its place in the image, for example <c>/app</c>.</param>
    /// <param name="time">
    /// On every entry. The commit's time and not 1970, because ASP.NET Core makes a static file's ETag of its time and length:
    /// with one time for all releases, a browser would keep a changed file of the same length.
    /// </param>
    public static IReadOnlyList<LayerFile> Create(string applicationDirectory, string target, DateTimeOffset time)
    {
        var root = Path.GetFullPath(applicationDirectory);
        var unixTime = time.ToUnixTimeSeconds();
        var prefix = target.Trim('/');
        var entries = new List<LayerFile>();

        var parent = "";
        foreach (var part in prefix.Split('/'))
            entries.Add(new(new TarEntry(parent += part + "/", TarEntryKind.Directory, Directory, unixTime), null));

        foreach (var item in new DirectoryInfo(root).EnumerateFileSystemInfos("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }))
        {
            var name = prefix + "/" + Path.GetRelativePath(root, item.FullName).Replace('\\', '/');
            entries.Add(item switch
            {
                { LinkTarget: { } link } => new(new TarEntry(name, TarEntryKind.SymbolicLink, 0x1FF, unixTime) { LinkTarget = CheckedLink(root, item, link) }, null),
                DirectoryInfo => new(new TarEntry(name + "/", TarEntryKind.Directory, Directory, unixTime), null),
                FileInfo file => new(new TarEntry(name, TarEntryKind.File, IsExecutable(file) ? Executable : Plain, unixTime) { Size = file.Length }, file.FullName),
                _ => throw new PipelineException(ContainerErrors.UnsupportedFile, $"'{item.FullName}' is neither a file, a folder nor a link. Remove it from the published folder."),
            });
        }

        entries.Sort((x, y) => Encoding.UTF8.GetBytes(x.Entry.Name).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y.Entry.Name)));
        return entries;
    }

    private static string CheckedLink(string root, FileSystemInfo item, string link)
    {
        var resolved = Path.GetFullPath(link, Path.GetDirectoryName(item.FullName)!);
        if (Path.IsPathRooted(link) || !resolved.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new PipelineException(ContainerErrors.UnsupportedFile, $"The link '{item.FullName}' leads to '{link}', out of the application's folder. Replace it by the file that it stands for.");

        return link.Replace('\\', '/');
    }

    // By content, so that an image built on Windows, where files have no such mode, is the same.
    private static bool IsExecutable(FileInfo file)
    {
        Span<byte> start = stackalloc byte[4];
        using var stream = file.OpenRead();
        var read = stream.ReadAtLeast(start, 4, throwOnEndOfStream: false);
        return start[..read].StartsWith("\u007fELF"u8) || start[..read].StartsWith("#!"u8);
    }
}
