using Pipeline.Errors;

namespace Pipeline.Containers.Building;

/// <summary>
/// Builds an image into an OCI layout. Two do: <see cref="LayoutImageBuilder"/> by itself, and the one of <c>Pipeline.Containers.Engines</c> with a container engine and a Dockerfile.
/// What comes out is of one kind: the same annotations and labels, a user that isn't root, ports, entry point.
/// </summary>
public interface IImageBuilder
{
    /// <summary>Builds the image. What was at the output stays until the new one is complete.</summary>
    /// <exception cref="PipelineException">PIPE3001 to PIPE3005, and the builder's own.</exception>
    Task<BuiltImage> BuildAsync(ImageRequest request, CancellationToken cancellationToken = default);
}
