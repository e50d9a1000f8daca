namespace Pipeline.Releases.Proving;

/// <summary>What a stage worked on.</summary>
/// <param name="Name">What it is: <c>image</c>, <c>commit</c>, <c>report</c>.</param>
/// <param name="Digest">Its content, as <c>sha256:…</c>, or a commit's hash.</param>
public sealed record EvidenceInput(string Name, string Digest);
