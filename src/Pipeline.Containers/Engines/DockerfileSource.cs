namespace Pipeline.Containers.Engines;

/// <summary>The Dockerfile that an image is built from, and what it sees.</summary>
/// <param name="Path">The Dockerfile; it may lie outside the context.</param>
public sealed record DockerfileSource(string Path)
{
    /// <summary>
    /// The build context: what COPY sees, without what <c>.dockerignore</c> (or <c>Dockerfile.dockerignore</c> beside the Dockerfile) excludes.
    /// Default, null: the request's published application. For a Dockerfile that compiles by itself, the repository's root.
    /// </summary>
    public string? ContextDirectory { get; init; }

    /// <summary>The stage to build (<c>--target</c>). Default, null: the last.</summary>
    public string? Target { get; init; }

    /// <summary>Values of its ARGs. Never a secret: they stand in the image's history.</summary>
    public IReadOnlyDictionary<string, string> Arguments { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether steps built before may be used again. Default true.</summary>
    public bool UseCache { get; init; } = true;
}
