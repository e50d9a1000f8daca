using System.Formats.Tar;
using System.IO.Compression;

namespace Pipeline.Embedded.Kubernetes.Images;

/// <summary>Lays one layer over those before it (image-spec, layer.md): files, links and whiteouts. Device files are left out; owners are those of the user who runs this.</summary>
internal static class LayerUnpacking
{
    private const string Whiteout = ".wh.";
    private const string OpaqueWhiteout = ".wh..wh..opq";
    private const int MostLinks = 40;

    public static async Task ApplyAsync(string blob, string mediaType, string root, CancellationToken cancellationToken)
    {
        if (mediaType.EndsWith("zstd", StringComparison.Ordinal))
            throw new InvalidDataException($"the layer '{Path.GetFileName(blob)}' is packed with zstd, which this doesn't unpack; build it with gzip");

        await using var file = File.OpenRead(blob);
        await using var content = mediaType.EndsWith("gzip", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
        await using var tar = new TarReader(content);
        while (await tar.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
            await ApplyAsync(entry, root, cancellationToken);
    }

    private static async Task ApplyAsync(TarEntry entry, string root, CancellationToken cancellationToken)
    {
        var path = Inside(root, entry.Name);
        var name = Path.GetFileName(path);
        if (name == OpaqueWhiteout)
        {
            Clear(Path.GetDirectoryName(path)!);
            return;
        }

        if (name.StartsWith(Whiteout, StringComparison.Ordinal))
        {
            Remove(Path.Combine(Path.GetDirectoryName(path)!, name[Whiteout.Length..]));
            return;
        }

        switch (entry.EntryType)
        {
            case TarEntryType.Directory:
                if (File.Exists(path) || new FileInfo(path).LinkTarget is not null)
                    Remove(path);
                Directory.CreateDirectory(path);
                break;
            case TarEntryType.RegularFile or TarEntryType.V7RegularFile:
                Prepare(path);
                await entry.ExtractToFileAsync(path, overwrite: true, cancellationToken);
                break;
            case TarEntryType.SymbolicLink:
                Prepare(path);
                File.CreateSymbolicLink(path, entry.LinkName);
                break;
            case TarEntryType.HardLink:
                Prepare(path);
                File.Copy(Inside(root, entry.LinkName), path, overwrite: true);
                break;
            default:
                break;
        }
    }

    private static void Prepare(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        Remove(path);
    }

    // A name that leads out of the image, or through a link that does, would write anywhere on this machine.
    private static string Inside(string root, string name, int links = 0)
    {
        if (links > MostLinks)
            throw new InvalidDataException($"the entry '{name}' leads through links without end");

        var path = Path.GetFullPath(name.TrimStart('/'), root);
        if (path != root && !path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new InvalidDataException($"the entry '{name}' leads out of the image");
        for (var parent = Path.GetDirectoryName(path)!; parent.Length > root.Length; parent = Path.GetDirectoryName(parent)!)
        {
            if (new DirectoryInfo(parent).LinkTarget is { } link)
            {
                // /bin → usr/bin and its like: followed, where it stays inside.
                var target = link.StartsWith('/') ? Path.Combine(root, link.TrimStart('/')) : Path.GetFullPath(link, Path.GetDirectoryName(parent)!);
                return Inside(root, Path.GetRelativePath(root, Path.Combine(target, Path.GetRelativePath(parent, path))), links + 1);
            }
        }

        return path;
    }

    private static void Clear(string directory)
    {
        if (!Directory.Exists(directory))
            return;
        foreach (var item in Directory.GetFileSystemEntries(directory))
            Remove(item);
    }

    private static void Remove(string path)
    {
        var info = new FileInfo(path);
        if (info.LinkTarget is not null || info.Exists)
            info.Delete();
        else if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
    }
}
