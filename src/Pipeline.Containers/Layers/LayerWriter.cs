using Pipeline.Containers.Building;
using Pipeline.Containers.Layouts;
using Pipeline.Containers.Tar;

namespace Pipeline.Containers.Layers;

/// <summary>
/// Writes a layer of files into a layout, as <c>tar+gzip</c>: a gzip member for each file's content and one for what stands between two (RFC 1952 has a file
/// consist of any number of members, and images in the eStargz form are made so). Contents are compressed side by side, and those of the build before not again.
/// </summary>
/// <param name="blobs">The layout's blobs.</param>
/// <param name="members">Compressed contents.</param>
internal sealed class LayerWriter(BlobStore blobs, KeptMembers members)
{
    public async Task<ImageLayer> WriteAsync(IReadOnlyList<LayerFile> files, CancellationToken cancellationToken)
    {
        var contents = new Digest?[files.Count];
        await Parallel.ForAsync(0, files.Count, cancellationToken, async (i, token) =>
        {
            if (files[i] is { SourcePath: { } path, Entry.Size: > 0 })
                contents[i] = await AddAsync(path, token);
        });

        await using var blob = blobs.Create();
        await using var tar = new HashingStream(Stream.Null);
        var between = new MemoryStream();
        var writer = new TarStreamWriter(between);
        for (var i = 0; i < files.Count; i++)
        {
            await writer.WriteHeaderAsync(files[i].Entry, cancellationToken);
            if (contents[i] is not { } content)
                continue;
            await FlushAsync(between, tar, blob, cancellationToken);
            await AddContentAsync(files[i], content, tar, blob, cancellationToken);
            await writer.WritePaddingAsync(files[i].Entry.Size, cancellationToken);
        }

        await writer.FinishAsync(cancellationToken);
        await FlushAsync(between, tar, blob, cancellationToken);
        members.RemoveOthers();
        var diffId = tar.Digest;
        var (digest, size) = await blob.CommitAsync(cancellationToken);
        return new ImageLayer(digest, diffId, size, IsFromBase: false);
    }

    private async Task<Digest> AddAsync(string path, CancellationToken cancellationToken)
    {
        var content = FileDigest.Of(path);
        var written = await members.AddAsync(content, async x =>
        {
            await using var source = Open(path);
            await source.CopyToAsync(x, 81920, cancellationToken);
        }, cancellationToken);
        return written == content ? content : throw Changed(path);
    }

    private static async Task FlushAsync(MemoryStream between, HashingStream tar, NewBlob blob, CancellationToken cancellationToken)
    {
        var bytes = between.GetBuffer().AsMemory(0, (int)between.Length);
        await tar.WriteAsync(bytes, cancellationToken);
        await GzipMember.WriteAsync(blob, x => x.WriteAsync(bytes, cancellationToken).AsTask(), cancellationToken);
        between.SetLength(0);
    }

    private async Task AddContentAsync(LayerFile file, Digest content, HashingStream tar, NewBlob blob, CancellationToken cancellationToken)
    {
        await using (var source = Open(file.SourcePath!))
        await using (var again = new HashingStream(tar))
        {
            await source.CopyToAsync(again, 262144, cancellationToken);
            if (again.Length != file.Entry.Size || again.Digest != content)
                throw Changed(file.SourcePath!);
        }

        await members.CopyToAsync(content, blob, cancellationToken);
    }

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);

    private static IOException Changed(string path) => new($"'{path}' changed while it was read. Build again when nothing writes to it.");
}
