using Pipeline.Containers.Building;
using Pipeline.Containers.Layouts;
using Pipeline.Containers.Tar;

namespace Pipeline.Containers.Layers;

/// <summary>Writes a layer of files into a layout.</summary>
internal static class LayerWriter
{
    public static Task<ImageLayer> WriteAsync(IReadOnlyList<LayerFile> files, BlobStore blobs, CancellationToken cancellationToken) => CompressedLayer.WriteAsync(blobs, async tar =>
    {
        var writer = new TarStreamWriter(tar);
        foreach (var file in files)
        {
            await using var content = file.SourcePath is null ? null : new FileStream(file.SourcePath, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
            await writer.WriteAsync(file.Entry, content, cancellationToken);
        }

        await writer.FinishAsync(cancellationToken);
    }, cancellationToken);
}
