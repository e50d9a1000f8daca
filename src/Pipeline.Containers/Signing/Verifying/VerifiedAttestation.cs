using Pipeline.Containers.Signing.Statements;

namespace Pipeline.Containers.Signing.Verifying;

/// <summary>An attestation that is believed: trusted keys said this about this image.</summary>
/// <param name="Name">The bundle's entry.</param>
/// <param name="Statement">What is said.</param>
/// <param name="Keys">Names of the keys that signed.</param>
/// <param name="PayloadDigest">The digest of what was signed.</param>
public sealed record VerifiedAttestation(string Name, Statement Statement, IReadOnlyList<string> Keys, Digest PayloadDigest);
