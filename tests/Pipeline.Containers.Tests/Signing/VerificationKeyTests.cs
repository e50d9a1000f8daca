using System.Formats.Asn1;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using Pipeline.Containers.Signing.Keys;

namespace Pipeline.Containers.Tests.Signing;

public sealed class VerificationKeyTests
{
    private static readonly BigInteger s_order = BigInteger.Parse("0ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    private static readonly SigningKey s_key = SigningKey.Generate();

    [Fact]
    public void Only_the_DER_form_of_a_signature_is_taken()
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.True(VerificationKey.TryFromSubjectPublicKeyInfo(ecdsa.ExportSubjectPublicKeyInfo(), out var key, out _));
        var der = ecdsa.SignData("m"u8, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        var raw = ecdsa.SignData("m"u8, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

        Assert.True(key.Verify("m"u8, der));
        Assert.False(key.Verify("m"u8, raw));
        Assert.False(key.Verify("m"u8, [.. der, 0]));
        Assert.False(key.Verify("m"u8, der.AsSpan()[..^1]));
        Assert.False(key.Verify("m"u8, []));
    }

    [Fact]
    public void The_hash_belongs_to_the_curve()
    {
        using var p256 = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Assert.True(VerificationKey.TryFromSubjectPublicKeyInfo(p256.ExportSubjectPublicKeyInfo(), out var key256, out _));
        Assert.True(VerificationKey.TryFromSubjectPublicKeyInfo(p384.ExportSubjectPublicKeyInfo(), out var key384, out _));

        foreach (var hash in new[] { HashAlgorithmName.SHA1, HashAlgorithmName.SHA256, HashAlgorithmName.SHA384, HashAlgorithmName.SHA512 })
        {
            Assert.Equal(hash == HashAlgorithmName.SHA256, key256.Verify("m"u8, p256.SignData("m"u8, hash, DSASignatureFormat.Rfc3279DerSequence)));
            Assert.Equal(hash == HashAlgorithmName.SHA384, key384.Verify("m"u8, p384.SignData("m"u8, hash, DSASignatureFormat.Rfc3279DerSequence)));
        }
    }

    public static TheoryData<string, string> Forged => new()
    {
        { "0, 0", Hex(0, 0) }, { "1, 0", Hex(1, 0) }, { "0, 1", Hex(0, 1) }, { "-1, 1", Hex(-1, 1) },
        { "n, n", Hex(s_order, s_order) }, { "n, 1", Hex(s_order, 1) }, { "1, n + 1", Hex(1, s_order + 1) },
        { "three numbers", Hex(1, 1, 1) }, { "one number", Hex(1) }, { "no number", Hex() },
        { "a padded number", "300702020001020101" }, { "an indefinite length", "30800201010201010000" }, { "no sequence", "0101FF" },
    };

    [Theory]
    [MemberData(nameof(Forged))]
    public void Numbers_out_of_range_and_other_encodings_are_no_signature(string what, string hex)
    {
        Assert.False(s_key.PublicKey.Verify("m"u8, Convert.FromHexString(hex)), what);
        Assert.NotNull(EcdsaSignature.Problem(Convert.FromHexString(hex), SigningCurve.P256));
    }

    [Fact]
    public void The_mirrored_signature_verifies_too_as_ECDSA_has_it_so_nothing_may_tell_attestations_apart_by_it()
    {
        var signature = s_key.Sign("m"u8);
        var numbers = new AsnReader(signature, AsnEncodingRules.DER).ReadSequence();
        var mirrored = Convert.FromHexString(Hex(numbers.ReadInteger(), s_order - numbers.ReadInteger()));

        Assert.NotEqual(signature, mirrored);
        Assert.True(s_key.PublicKey.Verify("m"u8, mirrored));
    }

    [Theory]
    [InlineData("", "isn't in PEM form")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "is a 'CERTIFICATE'")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----", "damaged")]
    public void What_is_no_public_key_is_refused(string pem, string reason) => Assert.Contains(reason, Refused.With("PIPE3501", () => VerificationKey.FromPem(pem)).Message);

    [Fact]
    public void A_private_key_in_place_of_a_public_one_is_refused_without_showing_it()
    {
        var error = Refused.With("PIPE3501", () => VerificationKey.FromPem(s_key.ToPem().Reveal()));

        Assert.Contains("make a new one", error.Message);
        Assert.DoesNotContain(s_key.ToPem().Reveal().Split('\n')[1], error.ToString());
    }

    [Fact]
    public void Two_public_keys_in_one_text_are_refused() =>
        Assert.Contains("more than one", Refused.With("PIPE3501", () => VerificationKey.FromPem(s_key.PublicKey.ToPem() + Release.Stranger.PublicKey.ToPem())).Message);

    [Fact]
    public void A_point_off_the_curve_and_bytes_after_the_key_are_refused()
    {
        var der = PemBytes(s_key.PublicKey.ToPem());
        var offCurve = der.ToArray();
        offCurve[^1] ^= 1;

        Assert.False(VerificationKey.TryFromSubjectPublicKeyInfo(offCurve, out _, out _));
        Assert.False(VerificationKey.TryFromSubjectPublicKeyInfo([.. der, 0], out _, out _));
        Assert.True(VerificationKey.TryFromSubjectPublicKeyInfo(der, out _, out _));
    }

    [Fact]
    public void Keys_are_equal_by_their_id()
    {
        var again = VerificationKey.FromPem(s_key.PublicKey.ToPem());

        Assert.True(again.Equals((object)s_key.PublicKey));
        Assert.Equal(again.GetHashCode(), s_key.PublicKey.GetHashCode());
        Assert.False(again.Equals(Release.Stranger.PublicKey));
        Assert.False(again.Equals((object?)null));
    }

    private static byte[] PemBytes(string pem) => Convert.FromBase64String(string.Concat(pem.Split('\n').Where(x => !x.StartsWith('-'))));

    private static string Hex(params BigInteger[] numbers)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            foreach (var number in numbers)
                writer.WriteInteger(number);
        }

        return Convert.ToHexString(writer.Encode());
    }
}
