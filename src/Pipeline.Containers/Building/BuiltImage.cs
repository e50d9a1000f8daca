namespace Pipeline.Containers.Building;

/// <summary>An image that was built.</summary>
public sealed record BuiltImage
{
    /// <summary>The repository's name that was asked for.</summary>
    public required string Name { get; init; }

    /// <summary>The tag.</summary>
    public required string Version { get; init; }

    /// <summary>The manifest's digest: what is deployed, signed and promoted.</summary>
    public required Digest Digest { get; init; }

    /// <summary>The configuration's digest (Docker's "image id").</summary>
    public required Digest ConfigDigest { get; init; }

    /// <summary>The layers, lowest first.</summary>
    public required IReadOnlyList<ImageLayer> Layers { get; init; }

    /// <summary>The OCI layout's folder.</summary>
    public required string LayoutDirectory { get; init; }

    /// <summary>The OCI archive, if one was asked for.</summary>
    public string? ArchivePath { get; init; }

    /// <summary>False for an application layer alone: it can't run by itself, and can't be promoted.</summary>
    public required bool HasBase { get; init; }

    /// <summary>The base image's manifest; null without a base, and where the engine's Dockerfile names it.</summary>
    public Digest? BaseDigest { get; init; }

    /// <summary>What someone should know before they use it.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary><c>name@sha256:…</c>.</summary>
    public string Reference => $"{Name}@{Digest}";

    /// <summary>What a pull transfers: the compressed layers, in bytes.</summary>
    public long SizeBytes => Layers.Sum(x => x.SizeBytes);
}
