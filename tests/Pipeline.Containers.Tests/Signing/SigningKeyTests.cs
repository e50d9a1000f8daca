using System.Security.Cryptography;
using Pipeline.Containers.Signing.Keys;
using Pipeline.Secrets;

namespace Pipeline.Containers.Tests.Signing;

public sealed class SigningKeyTests
{
    [Theory]
    [InlineData(SigningCurve.P256)]
    [InlineData(SigningCurve.P384)]
    public void A_key_survives_both_ways_of_writing_it(SigningCurve curve)
    {
        using var key = SigningKey.Generate(curve);
        using var plain = SigningKey.FromPem(key.ToPem());
        using var encrypted = SigningKey.FromPem(key.ToEncryptedPem(new Secret("correct horse")), new Secret("correct horse"));

        Assert.Equal(curve, plain.PublicKey.Curve);
        Assert.Equal(key.PublicKey, plain.PublicKey);
        Assert.Equal(key.PublicKey, encrypted.PublicKey);
        Assert.True(key.PublicKey.Verify("m"u8, encrypted.Sign("m"u8)));
    }

    [Fact]
    public void A_key_prints_as_its_public_id()
    {
        using var key = SigningKey.Generate();

        Assert.Equal($"signing key of P-256 key {key.PublicKey.Id}", key.ToString());
        Assert.Equal("***", key.ToPem().ToString());
        Assert.Equal("***", key.ToEncryptedPem(new Secret("x")).ToString());
    }

    [Fact]
    public void A_wrong_or_missing_passphrase_is_said_without_it_or_the_key()
    {
        using var key = SigningKey.Generate();
        var pem = key.ToEncryptedPem(new Secret("correct horse"));

        var wrong = Refused.With("PIPE3500", () => SigningKey.FromPem(pem, new Secret("battery staple")));
        var missing = Refused.With("PIPE3500", () => SigningKey.FromPem(pem));
        var empty = Refused.With("PIPE3500", () => SigningKey.FromPem(pem, new Secret("")));

        Assert.Contains("passphrase is wrong", wrong.Message);
        Assert.Contains("no passphrase was given", missing.Message);
        Assert.Contains("no passphrase was given", empty.Message);
        Assert.All(new[] { wrong, missing, empty }, x =>
        {
            Assert.DoesNotContain("battery", x.ToString());
            Assert.DoesNotContain(pem.Reveal().Split('\n')[1], x.ToString());
        });
    }

    [Theory]
    [InlineData("", "isn't in PEM form")]
    [InlineData("secret://agentkit/signing", "isn't in PEM form")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "is a 'CERTIFICATE', not a private key")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----", "damaged")]
    [InlineData("-----BEGIN EC PRIVATE KEY-----\nMAA=\n-----END EC PRIVATE KEY-----", "damaged")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----", "an elliptic curve key is needed")]
    [InlineData("-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED SIGSTORE PRIVATE KEY-----", "cosign import-key-pair")]
    public void What_is_no_signing_key_is_refused_with_the_reason(string pem, string reason) =>
        Assert.Contains(reason, Refused.With("PIPE3500", () => SigningKey.FromPem(new Secret(pem))).Message);

    [Fact]
    public void Two_private_keys_in_one_text_are_refused()
    {
        using var one = SigningKey.Generate();
        using var other = SigningKey.Generate();

        Assert.Contains("2 private keys", Refused.With("PIPE3500", () => SigningKey.FromPem(new Secret(one.ToPem().Reveal() + other.ToPem().Reveal()))).Message);
    }

    [Fact]
    public void A_public_key_may_stand_beside_the_private_one()
    {
        using var key = SigningKey.Generate();
        using var read = SigningKey.FromPem(new Secret(key.PublicKey.ToPem() + key.ToPem().Reveal()));

        Assert.Equal(key.PublicKey, read.PublicKey);
    }

    [Fact]
    public void A_key_whose_halves_dont_belong_together_is_refused()
    {
        using var one = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var mixed = one.ExportECPrivateKey();
        other.ExportParameters(false).Q.Y!.CopyTo(mixed, mixed.Length - 32);
        other.ExportParameters(false).Q.X!.CopyTo(mixed, mixed.Length - 64);

        Refused.With("PIPE3500", () => SigningKey.FromPem(new Secret(PemEncoding.WriteString("EC PRIVATE KEY", mixed))));
    }

    [Fact]
    public void An_empty_passphrase_protects_nothing()
    {
        using var key = SigningKey.Generate();

        Assert.Throws<ArgumentException>(() => key.ToEncryptedPem(new Secret("")));
    }

    [Fact]
    public void A_curve_that_isnt_one_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => SigningKey.Generate((SigningCurve)9));

    [Fact]
    public async Task A_key_file_is_for_its_owner_alone_and_is_never_overwritten()
    {
        using var folder = new TemporaryFolder();
        using var key = SigningKey.Generate();
        var path = folder.PathOf("signing.key");

        await SigningKeyFile.WriteAsync(key, path, new Secret("correct horse"), default);
        using var read = await SigningKeyFile.ReadAsync(path, new Secret("correct horse"), default);
        var before = await File.ReadAllTextAsync(path);
        await Refused.WithAsync("PIPE3503", () => SigningKeyFile.WriteAsync(key, path, null, default));

        Assert.Equal(key.PublicKey, read.PublicKey);
        Assert.Equal(before, await File.ReadAllTextAsync(path));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Fact]
    public async Task A_key_file_that_isnt_there_or_is_no_key_is_refused()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder.PathOf("large"), new byte[100_000]);

        Assert.Contains("does not exist", (await Refused.WithAsync("PIPE3500", () => SigningKeyFile.ReadAsync(folder.PathOf("none"), null, default))).Message);
        Assert.Contains("too large", (await Refused.WithAsync("PIPE3500", () => SigningKeyFile.ReadAsync(folder.PathOf("large"), null, default))).Message);
    }

    [Fact]
    public async Task A_key_file_without_a_passphrase_is_read_back()
    {
        using var folder = new TemporaryFolder();
        using var key = SigningKey.Generate();

        await SigningKeyFile.WriteAsync(key, folder.PathOf("k"), null, default);

        using var read = await SigningKeyFile.ReadAsync(folder.PathOf("k"), null, default);
        Assert.Equal(key.PublicKey, read.PublicKey);
    }

    [Fact]
    public async Task One_key_signs_for_many_at_once()
    {
        using var key = SigningKey.Generate();

        var signatures = await Task.WhenAll(Enumerable.Range(0, 64).Select(x => Task.Run(() => (Message: BitConverter.GetBytes(x), Signature: key.Sign(BitConverter.GetBytes(x))))));

        Assert.All(signatures, x => Assert.True(key.PublicKey.Verify(x.Message, x.Signature)));
    }
}
