using System.Globalization;
using Pipeline.Containers.Layers;
using Pipeline.Containers.Layouts;
using Pipeline.Errors;

namespace Pipeline.Containers.Building;

/// <summary>Builds an image without a container engine: an OCI layout, and an OCI archive of it. Reproducible: one input, one digest.</summary>
/// <param name="progress">A line for each step; null for none.</param>
public sealed class LayoutImageBuilder(IProgress<string>? progress = null)
{
    /// <summary>Why an application layer alone is of limited use; also a warning of its build.</summary>
    public const string ApplicationLayerAlone = "application layer alone: cannot run by itself, can't be promoted";

    /// <summary>Builds the image. What was at the output stays until the new one is complete.</summary>
    /// <exception cref="PipelineException">PIPE3001 to PIPE3005.</exception>
    public async Task<BuiltImage> BuildAsync(ImageRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ImageRequestCheck.Require(request);
        var entrypoint = ApplicationEntrypoint.Of(request);
        var files = LayerPlan.Create(request.ApplicationDirectory, request.WorkingDirectory, request.Created);

        using var output = new LayoutOutput(request.LayoutDirectory);
        var blobs = new BlobStore(output.WorkDirectory);
        var scratch = Path.Combine(output.WorkDirectory, ".base");
        var (baseLayout, layers, descriptors) = request.BaseImage is { } image
            ? await AddBaseAsync(new BaseLayoutReader(image, request.Platform, scratch), blobs, cancellationToken)
            : (null, [], []);

        var application = await LayerWriter.WriteAsync(files, blobs, cancellationToken);
        progress?.Report(string.Create(CultureInfo.InvariantCulture, $"Application layer: {files.Count} entries, {application.SizeBytes / 1024.0:N0} KiB, {application.Digest}"));
        layers = [.. layers, application];
        descriptors = [.. descriptors, new Descriptor(OciMediaTypes.GzipLayer, application.Digest, application.SizeBytes)];

        var documents = new ImageDocuments(request, baseLayout);
        var config = await blobs.AddAsync(documents.Config(layers, entrypoint), cancellationToken);
        var manifest = await blobs.AddAsync(documents.Manifest(new Descriptor(OciMediaTypes.Config, config.Digest, config.Size), descriptors), cancellationToken);
        await File.WriteAllBytesAsync(Path.Combine(output.WorkDirectory, "index.json"), documents.Index(new Descriptor(OciMediaTypes.Manifest, manifest.Digest, manifest.Size)), cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(output.WorkDirectory, "oci-layout"), """{"imageLayoutVersion":"1.0.0"}""", cancellationToken);

        if (Directory.Exists(scratch))
            Directory.Delete(scratch, recursive: true);
        if (request.ArchivePath is { } archive)
            await ArchiveWriter.WriteAsync(output.WorkDirectory, archive, request.Created, cancellationToken);
        output.Commit();
        progress?.Report($"Image: {request.Name}:{request.Version}@{manifest.Digest}");

        var hasBase = baseLayout is { IsRunnable: true };
        return new BuiltImage
        {
            Name = request.Name,
            Version = request.Version,
            Digest = manifest.Digest,
            ConfigDigest = config.Digest,
            Layers = layers,
            LayoutDirectory = Path.GetFullPath(request.LayoutDirectory),
            ArchivePath = request.ArchivePath is null ? null : Path.GetFullPath(request.ArchivePath),
            HasBase = hasBase,
            Warnings = hasBase ? [] : [ApplicationLayerAlone],
        };
    }

    private async Task<(BaseLayout, IReadOnlyList<ImageLayer>, IReadOnlyList<Descriptor>)> AddBaseAsync(
        BaseLayoutReader reader, BlobStore blobs, CancellationToken cancellationToken)
    {
        var layout = await reader.ReadAsync(cancellationToken);
        foreach (var layer in layout.Layers)
            await reader.CopyAsync(layer, layout.Blobs, blobs, cancellationToken);

        progress?.Report($"Base image: {layout.Layers.Count} layers, {layout.ManifestDigest}");
        return (layout, [.. layout.Layers.Select((x, i) => new ImageLayer(x.Digest, layout.DiffIds[i], x.Size, IsFromBase: true))], layout.Layers);
    }
}
