using System.Text.Json.Serialization;

namespace Pipeline.Releases.Policies;

/// <summary>An image of a release, and what its signatures are worth now: verified when it is planned and again when it is promoted, not when it was signed.</summary>
/// <param name="Reference">With its digest: <c>ghcr.io/acme/agentkit@sha256:…</c>.</param>
/// <param name="SignedBy">Whose keys verify; null where that isn't known.</param>
/// <param name="Detail">What the verification found, as a sentence.</param>
public sealed record ImageSignature(string Reference, string? SignedBy, string Detail)
{
    /// <summary>The evidence that was signed with the image; null where it isn't known. Records of kinds that aren't among it came later.</summary>
    [JsonIgnore]
    public IReadOnlyList<SignedStage>? Evidence { get; init; }

    /// <summary>What lies beside the image, or the image itself, isn't what was signed by someone who is trusted. No policy lets that through.</summary>
    public bool IsRefused { get; init; }

    /// <summary>Someone who is trusted signed it.</summary>
    public bool IsVerified => SignedBy is not null && !IsRefused;
}
