namespace Pipeline.Releases.Policies;

/// <summary>What a signature says of one record of evidence, as it was when the image was signed.</summary>
/// <param name="Kind">The record's kind.</param>
/// <param name="Digest">Digest of the record as it is written to a file, as <c>sha256:…</c>.</param>
public sealed record SignedStage(string Kind, string Digest);
