namespace Pipeline.Containers.Registries;

/// <summary>An image that was copied with what refers to it.</summary>
/// <param name="Image">The image itself, at its destination.</param>
/// <param name="Referrers">What refers to it there now: signatures, bills of materials, and what refers to those.</param>
/// <param name="LeftBehind">What was listed and couldn't be copied: it is gone, or of a kind that isn't known.</param>
public sealed record CopiedImage(TransferredImage Image, IReadOnlyList<Referrer> Referrers, IReadOnlyList<Referrer> LeftBehind);
