using System.Formats.Asn1;
using System.Numerics;

namespace Pipeline.Containers.Signing.Keys;

/// <summary>The form of an ECDSA signature: ASN.1 DER, a sequence of r and s (RFC 3279, 2.2.3), as cosign, openssl and most DSSE clients write it.</summary>
internal static class EcdsaSignature
{
    /// <summary>Why these bytes can't be a signature on the curve; null if they can. One pair (r, s) has one form: no other encoding, nothing after it.</summary>
    /// <remarks>
    /// Zero is refused before any arithmetic (CVE-2022-21449). (r, n - s) is as valid as (r, s) for everyone who verifies ECDSA, so nothing here
    /// takes a signature's bytes for an identity: attestations are told apart by the digest of what is signed.
    /// </remarks>
    public static string? Problem(ReadOnlySpan<byte> signature, SigningCurve curve)
    {
        try
        {
            AsnDecoder.ReadSequence(signature, AsnEncodingRules.DER, out var offset, out var length, out var consumed);
            if (consumed != signature.Length)
                return "it has bytes after its end";

            var content = signature.Slice(offset, length);
            var r = AsnDecoder.ReadInteger(content, AsnEncodingRules.DER, out var read);
            var s = AsnDecoder.ReadInteger(content[read..], AsnEncodingRules.DER, out var rest);
            if (read + rest != content.Length)
                return "it has more than the two numbers of an ECDSA signature";

            var order = CurveParameters.Of(curve).Order;
            return r > BigInteger.Zero && r < order && s > BigInteger.Zero && s < order ? null : "its numbers are outside of the curve's range";
        }
        catch (AsnContentException)
        {
            return "it isn't in ASN.1 DER form";
        }
    }
}
