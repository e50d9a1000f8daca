using Pipeline.Containers.Building;
using Pipeline.Containers.Engines;
using Pipeline.Containers.Registries;
using Pipeline.Errors;

namespace Pipeline.Components.Images;

/// <summary>One image to build, and with what.</summary>
internal sealed record ImageOrder
{
    public required ImageRequest Request { get; init; }

    /// <summary>A path, or a reference with a digest; null for none.</summary>
    public string? BaseImage { get; init; }

    public ImageBuilderChoice Builder { get; init; }

    /// <summary>Null where there is none.</summary>
    public string? Dockerfile { get; init; }

    /// <summary>Where base images of registries are kept.</summary>
    public required string BaseImageDirectory { get; init; }

    /// <summary>Builds it.</summary>
    /// <returns>The image, and in words what built it.</returns>
    /// <exception cref="PipelineException">PIPE2200: an engine is asked for, and there is no Dockerfile; what the builders refuse.</exception>
    public async Task<(BuiltImage Image, string BuiltBy)> BuildAsync(IProgress<string> progress, CancellationToken cancellationToken)
    {
        if (Builder == ImageBuilderChoice.Engine && Dockerfile is null)
            throw new PipelineException(ImageComponentErrors.NoDockerfile, $"The image '{Request.Name}' can't be built with a container engine: the build names no Dockerfile for it. Name one in the build file, or leave --image-builder out.") { ExitCode = 2 };

        using var engine = Builder == ImageBuilderChoice.Daemonless || Dockerfile is null ? null
            : Builder == ImageBuilderChoice.Engine ? await ImageMachine.ConnectAsync(cancellationToken)
            : await ImageMachine.TryConnectAsync(cancellationToken);
        if (engine is not null)
            return (await new EngineImageBuilder(engine, new DockerfileSource(Dockerfile!), ImageMachine.Credentials(), progress).BuildAsync(Request, cancellationToken), $"Docker Engine {engine.Version.Version}");

        var request = Request with { BaseImage = await FindBaseAsync(progress, cancellationToken) };
        return (await new LayoutImageBuilder(progress).BuildAsync(request, cancellationToken), "no engine");
    }

    private async Task<BaseImage?> FindBaseAsync(IProgress<string> progress, CancellationToken cancellationToken)
    {
        if (BaseImage is null)
            return null;
        // What is there on disk is meant; a name with an @ or a registry's host in front is of a registry.
        if (File.Exists(BaseImage) || Directory.Exists(BaseImage) || !BaseImage.Contains('@', StringComparison.Ordinal) && (Path.IsPathRooted(BaseImage) || BaseImage.StartsWith('.') || !ImageReference.TryParse(BaseImage, out _)))
            return new BaseImage(Path.GetFullPath(BaseImage));
        using var client = ImageMachine.Registries(progress);
        return await new BaseImageCache(client, BaseImageDirectory).GetAsync(ImageReference.Parse(BaseImage), Request.Platform, cancellationToken);
    }
}
