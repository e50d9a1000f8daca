using Pipeline.Containers.Layouts;

namespace Pipeline.Containers.Building;

/// <summary>The last steps of every build: the documents, the archive, the layout in its place.</summary>
internal static class ImageOutput
{
    /// <param name="request">What is built.</param>
    /// <param name="documents">Writes its documents.</param>
    /// <param name="layers">Its layers, whose blobs are in the output.</param>
    /// <param name="entrypoint">What is started.</param>
    /// <param name="output">Where it is put.</param>
    /// <param name="cancellationToken">Ends it; what was there stays.</param>
    public static async Task<BuiltImage> CompleteAsync(
        ImageRequest request, ImageDocuments documents, IReadOnlyList<(ImageLayer Layer, string MediaType)> layers, IReadOnlyList<string> entrypoint, LayoutOutput output, CancellationToken cancellationToken)
    {
        var blobs = new BlobStore(output.WorkDirectory);
        IReadOnlyList<ImageLayer> plain = [.. layers.Select(x => x.Layer)];
        var config = await blobs.AddAsync(documents.Config(plain, entrypoint), cancellationToken);
        var manifest = await blobs.AddAsync(documents.Manifest(new Descriptor(OciMediaTypes.Config, config.Digest, config.Size), layers.Select(x => new Descriptor(x.MediaType, x.Layer.Digest, x.Layer.SizeBytes))), cancellationToken);
        await File.WriteAllBytesAsync(Path.Combine(output.WorkDirectory, "index.json"), documents.Index(new Descriptor(OciMediaTypes.Manifest, manifest.Digest, manifest.Size)), cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(output.WorkDirectory, "oci-layout"), """{"imageLayoutVersion":"1.0.0"}""", cancellationToken);

        if (request.ArchivePath is { } archive)
            await ArchiveWriter.WriteAsync(output.WorkDirectory, archive, request.Created, cancellationToken);
        output.Commit();

        return new BuiltImage
        {
            Name = request.Name,
            Version = request.Version,
            Digest = manifest.Digest,
            ConfigDigest = config.Digest,
            Layers = plain,
            LayoutDirectory = Path.GetFullPath(request.LayoutDirectory),
            ArchivePath = request.ArchivePath is null ? null : Path.GetFullPath(request.ArchivePath),
            HasBase = documents.IsRunnable,
            BaseDigest = documents.BaseDigest,
            Warnings = documents.IsRunnable ? [] : [LayoutImageBuilder.ApplicationLayerAlone],
        };
    }
}
