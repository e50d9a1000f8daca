using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;

namespace Pipeline.Containers.Signing.Keys;

/// <summary>What belongs to a curve: its name in certificates, its hash, and the order of its group (NIST SP 800-186, 3.2.1).</summary>
internal sealed record CurveParameters(string Oid, string Name, ECCurve Curve, HashAlgorithmName Hash, BigInteger Order)
{
    private static readonly CurveParameters s_p256 = new("1.2.840.10045.3.1.7", "P-256", ECCurve.NamedCurves.nistP256, HashAlgorithmName.SHA256,
        Hex("0ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"));

    private static readonly CurveParameters s_p384 = new("1.3.132.0.34", "P-384", ECCurve.NamedCurves.nistP384, HashAlgorithmName.SHA384,
        Hex("0ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973"));

    public static CurveParameters Of(SigningCurve curve) => curve switch
    {
        SigningCurve.P256 => s_p256,
        SigningCurve.P384 => s_p384,
        _ => throw new ArgumentOutOfRangeException(nameof(curve), curve, "Sign on P-256 or P-384."),
    };

    public static SigningCurve? ByOid(string oid) => oid == s_p256.Oid ? SigningCurve.P256 : oid == s_p384.Oid ? SigningCurve.P384 : null;

    private static BigInteger Hex(string digits) => BigInteger.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
