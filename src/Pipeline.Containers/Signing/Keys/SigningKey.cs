using System.Security.Cryptography;
using Pipeline.Errors;
using Pipeline.Secrets;

namespace Pipeline.Containers.Signing.Keys;

/// <summary>A private key on P-256 or P-384. It prints as its public id; its material leaves only as a <see cref="Secret"/>.</summary>
public sealed class SigningKey : IDisposable
{
    // OWASP's Password Storage Cheat Sheet (2023) for PBKDF2 with SHA-256.
    private static readonly PbeParameters s_encryption = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 600_000);

    private readonly Lock gate = new();
    private readonly ECDsa ecdsa;

    internal SigningKey(ECDsa ecdsa, VerificationKey publicKey)
    {
        this.ecdsa = ecdsa;
        PublicKey = publicKey;
    }

    /// <summary>The other half, for those who verify.</summary>
    public VerificationKey PublicKey { get; }

    /// <summary>A new key from the system's random numbers.</summary>
    public static SigningKey Generate(SigningCurve curve = SigningCurve.P256)
    {
        var ecdsa = ECDsa.Create(CurveParameters.Of(curve).Curve);
        return new SigningKey(ecdsa, VerificationKey.TryFromSubjectPublicKeyInfo(ecdsa.ExportSubjectPublicKeyInfo(), out var key, out var problem) ? key : throw new CryptographicException(problem));
    }

    /// <summary>Reads PKCS#8 (<c>PRIVATE KEY</c>), PKCS#8 with a passphrase (<c>ENCRYPTED PRIVATE KEY</c>) or SEC 1 (<c>EC PRIVATE KEY</c>).</summary>
    /// <param name="pem">The PEM text, from a secret store or a file.</param>
    /// <param name="passphrase">For an encrypted key; not looked at otherwise.</param>
    /// <exception cref="PipelineException">PIPE3500; the message never holds anything of the key.</exception>
    public static SigningKey FromPem(Secret pem, Secret? passphrase = null)
    {
        ArgumentNullException.ThrowIfNull(pem);
        return PrivateKeyPem.Read(pem.Reveal(), passphrase);
    }

    /// <summary>Signs: DER, over the message's hash that belongs to the curve. Two signatures of one message differ, and both are right.</summary>
    public byte[] Sign(ReadOnlySpan<byte> message)
    {
        lock (gate)
            return ecdsa.SignData(message, CurveParameters.Of(PublicKey.Curve).Hash, DSASignatureFormat.Rfc3279DerSequence);
    }

    /// <summary>The key as PKCS#8 PEM, unencrypted: for a secret store, never for a file in a repository.</summary>
    public Secret ToPem()
    {
        lock (gate)
            return new Secret(ecdsa.ExportPkcs8PrivateKeyPem() + "\n");
    }

    /// <summary>The key as PKCS#8 PEM, encrypted with AES-256 under PBKDF2 with SHA-256 and 600 000 rounds; openssl reads it.</summary>
    /// <exception cref="ArgumentException">The passphrase is empty.</exception>
    public Secret ToEncryptedPem(Secret passphrase)
    {
        ArgumentNullException.ThrowIfNull(passphrase);
        if (passphrase.IsEmpty)
            throw new ArgumentException("An empty passphrase protects nothing. Give one, or use ToPem for a secret store.", nameof(passphrase));

        lock (gate)
            return new Secret(ecdsa.ExportEncryptedPkcs8PrivateKeyPem(passphrase.Reveal(), s_encryption) + "\n");
    }

    /// <summary>Curve and public id; nothing of the private half.</summary>
    public override string ToString() => $"signing key of {PublicKey}";

    /// <inheritdoc/>
    public void Dispose() => ecdsa.Dispose();
}
