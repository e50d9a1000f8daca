using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Security.Cryptography;
using Pipeline.Errors;

namespace Pipeline.Containers.Signing.Keys;

/// <summary>A public key on P-256 or P-384. It says which hash and which form of signature are right; a message never does.</summary>
public sealed class VerificationKey : IEquatable<VerificationKey>
{
    private const string EllipticCurveKeyOid = "1.2.840.10045.2.1"; // RFC 5480, id-ecPublicKey

    private readonly ECParameters parameters;
    private readonly byte[] subjectPublicKeyInfo;

    private VerificationKey(SigningCurve curve, ECParameters parameters, byte[] subjectPublicKeyInfo)
    {
        Curve = curve;
        this.parameters = parameters;
        this.subjectPublicKeyInfo = subjectPublicKeyInfo;
        Id = Convert.ToHexStringLower(SHA256.HashData(subjectPublicKeyInfo));
    }

    /// <summary>SHA-256 of the key's DER SubjectPublicKeyInfo, in lower-case hexadecimal: <c>openssl pkey -pubin -outform DER | sha256sum</c>.</summary>
    public string Id { get; }

    /// <summary>The curve, and with it the hash.</summary>
    public SigningCurve Curve { get; }

    /// <summary>Reads <c>-----BEGIN PUBLIC KEY-----</c>.</summary>
    /// <exception cref="PipelineException">PIPE3501: something else, another algorithm, another curve, or a point that isn't on the curve.</exception>
    public static VerificationKey FromPem(string pem)
    {
        ArgumentNullException.ThrowIfNull(pem);
        return TryFromPem(pem, out var key, out var problem) ? key : throw new PipelineException(SigningErrors.UnusablePublicKey, $"The public key can't be used: {problem}.") { ExitCode = 2 };
    }

    /// <summary>Whether the key made this signature over this message. Any malformed signature is simply false.</summary>
    public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (EcdsaSignature.Problem(signature, Curve) is not null)
            return false;

        using var ecdsa = ECDsa.Create(parameters);
        return ecdsa.VerifyData(message, signature, CurveParameters.Of(Curve).Hash, DSASignatureFormat.Rfc3279DerSequence);
    }

    /// <summary>The key as <c>-----BEGIN PUBLIC KEY-----</c>, with a line feed at its end.</summary>
    public string ToPem() => PemEncoding.WriteString("PUBLIC KEY", subjectPublicKeyInfo) + "\n";

    /// <summary>The same key has the same <see cref="Id"/>.</summary>
    public bool Equals([NotNullWhen(true)] VerificationKey? other) => other?.Id == Id;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as VerificationKey);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Id);

    /// <summary>Curve and id.</summary>
    public override string ToString() => $"{CurveParameters.Of(Curve).Name} key {Id}";

    internal static bool TryFromPem(string pem, [NotNullWhen(true)] out VerificationKey? key, [NotNullWhen(false)] out string? problem)
    {
        key = null;
        if (!PemEncoding.TryFind(pem, out var fields))
            problem = "it isn't in PEM form";
        else if (pem[fields.Label] is var label && label.EndsWith("PRIVATE KEY", StringComparison.Ordinal))
            problem = "it is a private key, which belongs in a secret store. Whoever could read it can sign: make a new one";
        else if (label != "PUBLIC KEY")
            problem = $"it is a '{label}', not a 'PUBLIC KEY'";
        else if (pem[fields.Location.End..].Contains("-----BEGIN", StringComparison.Ordinal))
            problem = "there is more than one key in it";
        else
            return TryFromSubjectPublicKeyInfo(Convert.FromBase64String(pem[fields.Base64Data]), out key, out problem);
        return false;
    }

    internal static bool TryFromSubjectPublicKeyInfo(byte[] der, [NotNullWhen(true)] out VerificationKey? key, [NotNullWhen(false)] out string? problem)
    {
        key = null;
        try
        {
            problem = ProblemOf(der, out var curve);
            if (problem is not null)
                return false;

            using var ecdsa = ECDsa.Create();
            ecdsa.ImportSubjectPublicKeyInfo(der, out var read);
            if (read != der.Length)
            {
                problem = "it has bytes after its end";
                return false;
            }

            key = new VerificationKey(curve, ecdsa.ExportParameters(includePrivateParameters: false), ecdsa.ExportSubjectPublicKeyInfo());
            return true;
        }
        catch (Exception error) when (error is AsnContentException or CryptographicException)
        {
            problem = "it is damaged, or isn't a point on its curve";
            return false;
        }
    }

    // RFC 5480. The curve by its name alone: parameters that are written out can describe a curve whose keys anyone can compute (CVE-2020-0601).
    private static string? ProblemOf(byte[] der, out SigningCurve curve)
    {
        curve = default;
        var info = new AsnReader(der, AsnEncodingRules.DER).ReadSequence();
        var algorithm = info.ReadSequence();
        var found = algorithm.ReadObjectIdentifier() == EllipticCurveKeyOid && algorithm.HasData && algorithm.PeekTag() == Asn1Tag.ObjectIdentifier
            ? CurveParameters.ByOid(algorithm.ReadObjectIdentifier())
            : null;
        if (found is not { } known)
            return "it is no ECDSA key on P-256 or P-384";

        curve = known;
        return info.ReadBitString(out _) is [2 or 3, ..] ? "its point is compressed. Convert it with: openssl ec -pubin -in OLD -conv_form uncompressed -pubout -out NEW" : null;
    }
}
