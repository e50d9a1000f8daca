namespace Pipeline.Containers.Building;

/// <summary>The image to build on, as a local OCI layout (a folder) or OCI archive (a tar of one).</summary>
/// <param name="Path">The layout's folder or the archive's file.</param>
/// <param name="Reference">What it was fetched as, for the annotation <c>org.opencontainers.image.base.name</c>; null when not known.</param>
public sealed record BaseImage(string Path, string? Reference = null);
