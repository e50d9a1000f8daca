using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using Pipeline.Containers.Layouts;
using Pipeline.Containers.Scanning;
using Pipeline.Errors;

namespace Pipeline.Containers.Bills;

/// <summary>
/// What a running container of the image would see, as far as a bill of materials needs it: the layers one on the other, with their
/// whiteouts (OCI image-spec, layer.md). Application files are hashed, the package managers' databases kept, everything else passed over.
/// </summary>
internal sealed class ImageContents(string applicationDirectory)
{
    private const string Whiteout = ".wh.";
    private const string OpaqueWhiteout = ".wh..wh..opq";

    // A database of packages of 256 MB isn't one.
    private const int MaximumKeptBytes = 256 * 1024 * 1024;

    private readonly string application = applicationDirectory.Trim('/') + "/";
    private readonly SortedDictionary<string, ImageFile> files = new(StringComparer.Ordinal);

    /// <summary>The files, by path without a slash at the start.</summary>
    public IReadOnlyDictionary<string, ImageFile> Files => files;

    /// <summary>The application's files.</summary>
    public IEnumerable<KeyValuePair<string, ImageFile>> ApplicationFiles => files.Where(x => x.Key.StartsWith(application, StringComparison.Ordinal));

    /// <exception cref="PipelineException">PIPE3305, PIPE3401.</exception>
    public async Task ReadAsync(LayoutImage image, CancellationToken cancellationToken)
    {
        foreach (var layer in image.Layers)
        {
            var path = await LayoutImage.CheckedBlobAsync(image.LayoutDirectory, layer.Digest, cancellationToken);
            try
            {
                await using var file = File.OpenRead(path);
                await using var content = Unpacked(file, layer);
                await ReadLayerAsync(content, cancellationToken);
            }
            catch (Exception error) when (error is InvalidDataException or EndOfStreamException or FormatException)
            {
                throw new PipelineException(BillErrors.UnreadableLayer, $"The layer {layer.Digest} ({layer.MediaType}) can't be read: {error.Message} Build or pull the image again.", error);
            }
        }
    }

    private static Stream Unpacked(FileStream file, Descriptor layer) => layer.MediaType switch
    {
        var type when type.EndsWith("+gzip", StringComparison.Ordinal) || type.EndsWith(".gzip", StringComparison.Ordinal) => new GZipStream(file, CompressionMode.Decompress),
        var type when type.EndsWith(".tar", StringComparison.Ordinal) => file,
        _ => throw new PipelineException(BillErrors.UnreadableLayer, $"The layer {layer.Digest} is packed as '{layer.MediaType}', which isn't read here. Use an image with gzip layers."),
    };

    private async Task ReadLayerAsync(Stream content, CancellationToken cancellationToken)
    {
        await using var tar = new TarReader(content);

        // A whiteout hides what lies below, not what its own layer brings: in whatever order they come.
        var added = new Dictionary<string, ImageFile>(StringComparer.Ordinal);
        while (await tar.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
        {
            var path = Normalized(entry.Name);
            var (directory, name) = path.LastIndexOf('/') is >= 0 and var slash ? (path[..(slash + 1)], path[(slash + 1)..]) : ("", path);
            if (name == OpaqueWhiteout)
                Remove(x => x.StartsWith(directory, StringComparison.Ordinal));
            else if (name.StartsWith(Whiteout, StringComparison.Ordinal))
                RemoveTree(directory + name[Whiteout.Length..]);
            else if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile)
                added[path] = await FileAsync(path, entry, cancellationToken);
            else if (entry.EntryType == TarEntryType.HardLink && (added.TryGetValue(Normalized(entry.LinkName), out var linked) || files.TryGetValue(Normalized(entry.LinkName), out linked)))
                added[path] = linked;
            else if (entry.EntryType != TarEntryType.Directory)
                RemoveTree(path);
        }

        foreach (var (path, file) in added)
        {
            // A file takes the place of a folder of that name, too.
            RemoveTree(path);
            files[path] = file;
        }
    }

    private async Task<ImageFile> FileAsync(string path, TarEntry entry, CancellationToken cancellationToken)
    {
        var content = entry.DataStream;
        if (IsKept(path) && entry.Length <= MaximumKeptBytes)
        {
            using var kept = new MemoryStream();
            if (content is not null)
                await content.CopyToAsync(kept, cancellationToken);
            var bytes = kept.ToArray();
            return new ImageFile(entry.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes);
        }

        var hash = !path.StartsWith(application, StringComparison.Ordinal) ? null
            : content is null ? SHA256.HashData([])
            : await SHA256.HashDataAsync(content, cancellationToken);
        return new ImageFile(entry.Length, hash is null ? null : Convert.ToHexStringLower(hash), null);
    }

    private bool IsKept(string path) =>
        path is "etc/os-release" or "usr/lib/os-release" or "var/lib/dpkg/status" or "lib/apk/db/installed" or "usr/lib/apk/db/installed"
        || path.StartsWith("var/lib/dpkg/status.d/", StringComparison.Ordinal)
        || path.StartsWith(application, StringComparison.Ordinal) && path.EndsWith(".deps.json", StringComparison.Ordinal);

    private void RemoveTree(string path)
    {
        files.Remove(path);
        Remove(x => x.StartsWith(path + "/", StringComparison.Ordinal));
    }

    private void Remove(Func<string, bool> condition)
    {
        foreach (var path in files.Keys.Where(condition).ToList())
            files.Remove(path);
    }

    private static string Normalized(string path) => string.Join('/', path.Split('/').Where(x => x is not ("" or ".")));
}
