namespace Pipeline.Containers.Building;

/// <summary>An image to build from a published application. The same request over the same content gives the same digest.</summary>
public sealed record ImageRequest
{
    /// <summary>The user of Microsoft's .NET images (<c>app</c>); root in no case.</summary>
    public const string DefaultUser = "1654";

    /// <summary>What <c>dotnet publish</c> wrote.</summary>
    public required string ApplicationDirectory { get; init; }

    /// <summary>The repository's name, with or without a registry: <c>ghcr.io/acme/agentkit-server</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The application's version: the image's tag, and <c>org.opencontainers.image.version</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The time in the image's history and on all its files: the commit's, or SOURCE_DATE_EPOCH; never now.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>Where the OCI layout is put (a folder). One that is there is replaced as a whole.</summary>
    public required string LayoutDirectory { get; init; }

    /// <summary>Where the OCI archive is put (a <c>.tar</c> file); null for none.</summary>
    public string? ArchivePath { get; init; }

    /// <summary>
    /// Where files (an engine's layers) are kept compressed from build to build, a folder for each image; null keeps nothing. The image is the same with and
    /// without it; a build in which little changed takes a fraction of the time.
    /// </summary>
    public string? KeptDirectory { get; init; }

    /// <summary>The image below; null for the application layer alone, which can't run by itself and can't be promoted.</summary>
    public BaseImage? BaseImage { get; init; }

    /// <summary>What the image is for. Default linux/amd64.</summary>
    public ImagePlatform Platform { get; init; } = ImagePlatform.LinuxAmd64;

    /// <summary>What is started. Default, null: read from the application's <c>*.runtimeconfig.json</c>.</summary>
    public IReadOnlyList<string>? Entrypoint { get; init; }

    /// <summary>Default arguments after the entry point (OCI <c>Cmd</c>). Default none.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>The application's folder in the image. Default <c>/app</c>.</summary>
    public string WorkingDirectory { get; init; } = "/app";

    /// <summary>User id, or <c>uid:gid</c>, numeric so that Kubernetes can check <c>runAsNonRoot</c>. Default 1654.</summary>
    public string User { get; init; } = DefaultUser;

    /// <summary>TCP ports that the application listens on. Default none.</summary>
    public IReadOnlyList<int> ExposedPorts { get; init; } = [];

    /// <summary>Environment variables; they take precedence over the base image's. Never a secret: everyone who can pull can read them.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Labels and annotations of your own, beside the <c>org.opencontainers.image.*</c> ones.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Human-readable title (<c>org.opencontainers.image.title</c>). Default: the last part of <see cref="Name"/>.</summary>
    public string? Title { get; init; }

    /// <summary>The commit (<c>org.opencontainers.image.revision</c>).</summary>
    public string? Revision { get; init; }

    /// <summary>The repository's address (<c>org.opencontainers.image.source</c>).</summary>
    public string? Source { get; init; }
}
