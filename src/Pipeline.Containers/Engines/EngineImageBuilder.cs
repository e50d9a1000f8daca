using Docker.DotNet.Models;
using Pipeline.Containers.Building;
using Pipeline.Containers.Layers;
using Pipeline.Containers.Layouts;
using Pipeline.Containers.Registries.Credentials;
using Pipeline.Errors;

namespace Pipeline.Containers.Engines;

/// <summary>
/// Builds an image with a container engine from a Dockerfile, and puts it into an OCI layout, as <see cref="LayoutImageBuilder"/> does.
/// The classic build API is used, which every engine has: BuildKit's own instructions (RUN --mount, heredocs) aren't for it.
/// The image also stays in the engine, as <c>name:version</c>. Not reproducible: what RUN does carries the time of day.
/// </summary>
/// <param name="engine">The engine.</param>
/// <param name="source">The Dockerfile.</param>
/// <param name="credentials">For base images of private registries; null for none.</param>
/// <param name="progress">The build's output, line by line; null for none.</param>
public sealed class EngineImageBuilder(ContainerEngine engine, DockerfileSource source, ICredentialSource? credentials = null, IProgress<string>? progress = null) : IImageBuilder
{
    /// <inheritdoc/>
    /// <exception cref="PipelineException">PIPE3001 to PIPE3005, PIPE3200 to PIPE3204.</exception>
    public async Task<BuiltImage> BuildAsync(ImageRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (source.ContextDirectory is null)
            ImageRequestCheck.Require(request);
        else
            ImageRequestCheck.RequireValues(request);

        using var output = new LayoutOutput(request.LayoutDirectory);
        var id = await BuildInEngineAsync(request, cancellationToken);

        var purpose = $"Saving the image '{request.Name}'";
        var scratch = Path.Combine(output.WorkDirectory, ".saved");
        var saved = await engine.AskAsync(purpose, async images =>
        {
            // Buffered, because the client's stream takes a read of no bytes, which a tar's reader makes, for the end.
            await using var archive = new BufferedStream(await images.SaveImageAsync(id, cancellationToken), 131072);
            return await SavedImage.ReadAsync(archive, scratch, cancellationToken);
        });
        var settings = EngineSettings.Of(request, saved.Configuration);
        var layers = await saved.CopyLayersAsync(new BlobStore(output.WorkDirectory), new KeptMembers(request.KeptDirectory ?? Path.Combine(scratch, "members")), cancellationToken);
        Directory.Delete(scratch, recursive: true);

        var hasBase = (saved.Configuration["config"] as System.Text.Json.Nodes.JsonObject)?["Labels"]?[ImageAnnotations.Base] is null;
        var documents = ImageDocuments.OfBuilt(settings.Request, saved.Configuration, ImageAnnotations.Of(request, null, hasBase));
        var built = await ImageOutput.CompleteAsync(settings.Request, documents, [.. layers.Select(x => (x, OciMediaTypes.GzipLayer))], settings.EntryPoint, output, cancellationToken);
        progress?.Report($"Image: {request.Name}:{request.Version}@{built.Digest}");
        return built with { Warnings = [.. built.Warnings, .. settings.Warnings] };
    }

    private async Task<string> BuildInEngineAsync(ImageRequest request, CancellationToken cancellationToken)
    {
        await using var context = await BuildContext.CreateAsync(source.Path, source.ContextDirectory ?? request.ApplicationDirectory, request.Created, cancellationToken);
        var tag = $"{request.Name}:{request.Version}";
        var parameters = new ImageBuildParameters
        {
            Dockerfile = context.Dockerfile,
            Tags = [tag],
            Labels = ImageAnnotations.Of(request, null, hasBase: true),
            BuildArgs = source.Arguments.ToDictionary(),
            Target = source.Target,
            NoCache = !source.UseCache,
            Remove = true,
            ForceRemove = true,
            Platform = request.Platform == engine.Version.Platform ? null : request.Platform.ToString(),
        };
        var auth = credentials is null ? [] : await DockerfileImages.CredentialsAsync(await File.ReadAllTextAsync(source.Path, cancellationToken), credentials, cancellationToken);

        var log = new BuildLog(progress);
        var purpose = $"Building '{tag}' from '{source.Path}'";
        await engine.AskAsync(purpose, async images =>
        {
            await images.BuildImageFromDockerfileAsync(parameters, context.Content, auth, null, log, cancellationToken);
            return 0;
        });

        // The engine answers 200 before it begins; whether it went well stands in its messages alone.
        if (log.Error is { } error)
            throw new PipelineException(EngineErrors.BuildFailed, $"{purpose} failed: {error.TrimEnd('.')}.{string.Concat(log.Tail.Select(x => $"{System.Environment.NewLine}  {x}"))}");
        return log.ImageId ?? throw new PipelineException(EngineErrors.BuildFailed, $"{purpose} ended without an image. See the engine's log, and run it again.");
    }
}
