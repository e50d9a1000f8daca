namespace Pipeline.Containers.Signing.Keys;

/// <summary>The elliptic curves that are signed on. Each has its one hash, so nothing in a message can choose another.</summary>
public enum SigningCurve
{
    /// <summary>NIST P-256 with SHA-256 (openssl: prime256v1): cosign's default, and ours.</summary>
    P256,

    /// <summary>NIST P-384 with SHA-384 (openssl: secp384r1).</summary>
    P384,
}
