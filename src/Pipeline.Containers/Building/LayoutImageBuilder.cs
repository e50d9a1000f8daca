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
        var members = Path.Combine(output.WorkDirectory, ".members");
        // Side by side: on a base of a hundred megabytes, what is the base's takes as long as what is the application's.
        var below = Task.Run(() => AddBaseAsync(request, scratch, blobs, cancellationToken), cancellationToken);
        var above = Task.Run(() => new LayerWriter(blobs, new KeptMembers(request.KeptDirectory ?? members)).WriteAsync(files, cancellationToken), cancellationToken);
        await Task.WhenAll(below, above);
        var ((baseLayout, layers), application) = (await below, await above);
        progress?.Report(string.Create(CultureInfo.InvariantCulture, $"Application layer: {files.Count} entries, {application.SizeBytes / 1024.0:N0} KiB, {application.Digest}"));
        foreach (var temporary in ((string[])[scratch, members]).Where(Directory.Exists))
            Directory.Delete(temporary, recursive: true);

        var built = await ImageOutput.CompleteAsync(request, ImageDocuments.OnBase(request, baseLayout), [.. layers, (application, OciMediaTypes.GzipLayer)], entrypoint, output, cancellationToken);
        progress?.Report($"Image: {request.Name}:{request.Version}@{built.Digest}");
        return built;
    }

    private async Task<(BaseLayout? Base, IReadOnlyList<(ImageLayer, string)> Layers)> AddBaseAsync(ImageRequest request, string scratch, BlobStore blobs, CancellationToken cancellationToken)
    {
        if (request.BaseImage is not { } image)
            return (null, []);
        var reader = new BaseLayoutReader(image, request.Platform, scratch);
        var layout = await reader.ReadAsync(cancellationToken);
        foreach (var layer in layout.Layers)
        {
            cancellationToken.ThrowIfCancellationRequested();
            reader.Copy(layer, layout.Blobs, blobs);
        }

        progress?.Report($"Base image: {layout.Layers.Count} layers, {layout.ManifestDigest}");
        return (layout, [.. layout.Layers.Select((x, i) => (new ImageLayer(x.Digest, layout.DiffIds[i], x.Size, IsFromBase: true), x.MediaType))]);
    }
}
