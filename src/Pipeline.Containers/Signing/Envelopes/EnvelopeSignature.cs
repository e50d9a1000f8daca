namespace Pipeline.Containers.Signing.Envelopes;

/// <summary>One signature of an envelope.</summary>
/// <param name="KeyId">A hint which key to try; not signed, and never a reason to trust. Null for none.</param>
/// <param name="Signature">The signature's bytes: for ECDSA, DER.</param>
public sealed record EnvelopeSignature(string? KeyId, ReadOnlyMemory<byte> Signature);
