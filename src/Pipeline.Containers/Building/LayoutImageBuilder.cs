using System.Globalization;
using Pipeline.Containers.Layers;
using Pipeline.Containers.Layouts;
using Pipeline.Errors;

namespace Pipeline.Containers.Building;

/// <summary>Builds an image without a container engine: an OCI layout, and an OCI archive of it. Reproducible: one input, one digest.</summary>
/// <param name="progress">A line for each step; null for none.</param>
public sealed class LayoutImageBuilder(IProgress<string>? progress = null) : IImageBuilder
{
    /// <summary>Why an application layer alone is of limited use; also a warning of its build.</summary>
    public const string ApplicationLayerAlone = "application layer alone: cannot run by itself, can't be promoted";

    /// <inheritdoc/>
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
        var (baseLayout, layers) = request.BaseImage is { } image
            ? await AddBaseAsync(new BaseLayoutReader(image, request.Platform, scratch), blobs, cancellationToken)
            : (null, []);

        var application = await LayerWriter.WriteAsync(files, blobs, cancellationToken);
        progress?.Report(string.Create(CultureInfo.InvariantCulture, $"Application layer: {files.Count} entries, {application.SizeBytes / 1024.0:N0} KiB, {application.Digest}"));
        if (Directory.Exists(scratch))
            Directory.Delete(scratch, recursive: true);

        var built = await ImageOutput.CompleteAsync(request, ImageDocuments.OnBase(request, baseLayout), [.. layers, (application, OciMediaTypes.GzipLayer)], entrypoint, output, cancellationToken);
        progress?.Report($"Image: {request.Name}:{request.Version}@{built.Digest}");
        return built;
    }

    private async Task<(BaseLayout, IReadOnlyList<(ImageLayer, string)>)> AddBaseAsync(
        BaseLayoutReader reader, BlobStore blobs, CancellationToken cancellationToken)
    {
        var layout = await reader.ReadAsync(cancellationToken);
        foreach (var layer in layout.Layers)
            await reader.CopyAsync(layer, layout.Blobs, blobs, cancellationToken);

        progress?.Report($"Base image: {layout.Layers.Count} layers, {layout.ManifestDigest}");
        return (layout, [.. layout.Layers.Select((x, i) => (new ImageLayer(x.Digest, layout.DiffIds[i], x.Size, IsFromBase: true), x.MediaType))]);
    }
}
