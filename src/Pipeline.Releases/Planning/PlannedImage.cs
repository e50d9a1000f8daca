namespace Pipeline.Releases.Planning;

/// <summary>The image of a release.</summary>
/// <param name="Reference">With its digest: <c>ghcr.io/acme/agentkit@sha256:…</c>.</param>
/// <param name="SignedBy">Who signed it, as verified; null where that wasn't verified.</param>
/// <param name="SignatureDetail">What the verification found, as a sentence.</param>
public sealed record PlannedImage(string Reference, string? SignedBy, string SignatureDetail);
