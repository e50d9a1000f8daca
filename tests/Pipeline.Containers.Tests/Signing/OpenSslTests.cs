using System.Security.Cryptography;
using Pipeline.Containers.Signing.Envelopes;
using Pipeline.Containers.Signing.Keys;
using Pipeline.Secrets;
using Pipeline.Tests;

namespace Pipeline.Containers.Tests.Signing;

/// <summary>What we sign, OpenSSL verifies; what it makes, we read.</summary>
public sealed class OpenSslTests : IDisposable
{
    private const string Install = "apt-get install -y openssl";

    private readonly OpenSsl openssl = new();

    public void Dispose() => openssl.Dispose();

    [RequiresTool("openssl", Install)]
    public void OpenSsl_verifies_what_we_sign_on_both_curves_and_refuses_it_when_changed()
    {
        foreach (var (curve, hash) in new[] { (SigningCurve.P256, "-sha256"), (SigningCurve.P384, "-sha384") })
        {
            using var key = SigningKey.Generate(curve);
            var envelope = Envelope.Sign(Envelope.InTotoPayloadType, "{}"u8.ToArray(), key);
            openssl.Write("key.pub", key.PublicKey.ToPem());
            openssl.Write("pae", Envelope.PreAuthenticationEncoding(envelope.PayloadType, envelope.Payload.Span));
            openssl.Write("sig", envelope.Signatures[0].Signature.Span);
            openssl.Write("other", "something else"u8);

            openssl.Run("dgst", hash, "-verify", "key.pub", "-signature", "sig", "pae");
            Assert.NotEqual(0, openssl.TryRun("dgst", hash, "-verify", "key.pub", "-signature", "sig", "other").ExitCode);
        }
    }

    [RequiresTool("jq", "apt-get install -y jq openssl")]
    public void The_guides_commands_verify_an_attestation_and_refuse_a_changed_one()
    {
        var guide = File.ReadAllText(Path.Combine(RepositoryRoot(), "docs", "guides", "signing.md"));
        openssl.Write("verify.sh", "set -e\n" + guide.Split("```sh\n")[1].Split("```")[0]);
        openssl.Write("signing.pub", Release.Key.PublicKey.ToPem());
        var envelope = Release.Attest(Release.Provenance).Envelope;

        openssl.Write("provenance.0.dsse.json", envelope.ToJson());
        Assert.Contains("Verified OK", openssl.TryScript("verify.sh").Output);
        openssl.Write("provenance.0.dsse.json", (envelope with { Payload = "{}"u8.ToArray() }).ToJson());
        Assert.Contains("Verification failure", openssl.TryScript("verify.sh").Output);
    }

    [RequiresTool("openssl", Install)]
    public void We_verify_what_OpenSsl_signs()
    {
        foreach (var (name, hash) in new[] { ("prime256v1", "-sha256"), ("secp384r1", "-sha384") })
        {
            openssl.Run("ecparam", "-genkey", "-name", name, "-noout", "-out", "key");
            openssl.Run("pkey", "-in", "key", "-pubout", "-out", "key.pub");
            openssl.Write("message", "a message"u8);
            openssl.Run("dgst", hash, "-sign", "key", "-out", "sig", "message");

            var key = VerificationKey.FromPem(openssl.Text("key.pub"));

            Assert.True(key.Verify("a message"u8, File.ReadAllBytes(openssl.PathOf("sig"))));
            Assert.False(key.Verify("another message"u8, File.ReadAllBytes(openssl.PathOf("sig"))));
        }
    }

    [RequiresTool("openssl", Install)]
    public void Keys_in_all_of_OpenSsls_forms_are_read_and_have_the_same_id()
    {
        openssl.Run("ecparam", "-genkey", "-name", "prime256v1", "-out", "parameters-and-sec1");
        openssl.Run("ec", "-in", "parameters-and-sec1", "-out", "sec1");
        openssl.Run("ec", "-in", "sec1", "-no_public", "-out", "sec1-without-public-half");
        openssl.Run("pkcs8", "-topk8", "-nocrypt", "-in", "sec1", "-out", "pkcs8");
        openssl.Run("pkcs8", "-topk8", "-v2", "aes-256-cbc", "-v2prf", "hmacWithSHA256", "-passout", "pass:correct horse", "-in", "sec1", "-out", "encrypted");
        openssl.Run("pkey", "-in", "sec1", "-pubout", "-out", "key.pub");
        openssl.Run("pkey", "-in", "sec1", "-pubout", "-outform", "DER", "-out", "key.der");
        var id = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(openssl.PathOf("key.der"))));

        foreach (var file in new[] { "parameters-and-sec1", "sec1", "sec1-without-public-half", "pkcs8", "encrypted" })
        {
            using var key = SigningKey.FromPem(new Secret(openssl.Text(file)), new Secret("correct horse"));
            Assert.Equal(id, key.PublicKey.Id);
        }

        Assert.Equal(id, VerificationKey.FromPem(openssl.Text("key.pub")).Id);
        Assert.Equal(openssl.Text("key.pub"), VerificationKey.FromPem(openssl.Text("key.pub")).ToPem());
    }

    [RequiresTool("openssl", Install)]
    public void OpenSsl_reads_the_keys_we_write()
    {
        using var key = SigningKey.Generate(SigningCurve.P384);
        openssl.Write("plain", key.ToPem().Reveal());
        openssl.Write("encrypted", key.ToEncryptedPem(new Secret("correct horse")).Reveal());

        openssl.Run("pkey", "-in", "plain", "-pubout", "-out", "plain.pub");
        openssl.Run("pkey", "-in", "encrypted", "-passin", "pass:correct horse", "-pubout", "-out", "encrypted.pub");

        Assert.Equal(key.PublicKey.ToPem(), openssl.Text("plain.pub"));
        Assert.Equal(key.PublicKey.ToPem(), openssl.Text("encrypted.pub"));
        Assert.NotEqual(0, openssl.TryRun("pkey", "-in", "encrypted", "-passin", "pass:wrong", "-noout").ExitCode);
    }

    [RequiresTool("openssl", Install)]
    public void A_compressed_public_key_says_how_to_convert_it()
    {
        openssl.Run("ecparam", "-genkey", "-name", "prime256v1", "-noout", "-out", "key");
        openssl.Run("ec", "-in", "key", "-pubout", "-out", "plain.pub");
        openssl.Run("ec", "-in", "key", "-pubout", "-conv_form", "compressed", "-out", "compressed.pub");
        openssl.Run("ec", "-pubin", "-in", "compressed.pub", "-conv_form", "uncompressed", "-pubout", "-out", "again.pub");

        Assert.Contains("-conv_form uncompressed", Refused.With("PIPE3501", () => VerificationKey.FromPem(openssl.Text("compressed.pub"))).Message);
        Assert.Equal(openssl.Text("plain.pub"), openssl.Text("again.pub"));
    }

    [RequiresTool("openssl", Install)]
    public void Other_algorithms_other_curves_and_written_out_parameters_are_refused()
    {
        openssl.Run("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", "rsa");
        openssl.Run("genpkey", "-algorithm", "ED25519", "-out", "ed25519");
        openssl.Run("ecparam", "-genkey", "-name", "secp256k1", "-noout", "-out", "secp256k1");
        openssl.Run("ecparam", "-genkey", "-name", "secp521r1", "-noout", "-out", "secp521r1");
        openssl.Run("ecparam", "-genkey", "-name", "prime256v1", "-param_enc", "explicit", "-noout", "-out", "explicit");

        foreach (var file in new[] { "rsa", "ed25519", "secp256k1", "secp521r1", "explicit" })
        {
            openssl.Run("pkey", "-in", file, "-pubout", "-out", file + ".pub");
            Refused.With("PIPE3501", () => VerificationKey.FromPem(openssl.Text(file + ".pub")));
            if (file != "explicit") // The private key is on P-256 whichever way its parameters are written.
                Refused.With("PIPE3500", () => SigningKey.FromPem(new Secret(openssl.Text(file))));
        }
    }

    [RequiresTool("openssl", Install)]
    public void A_key_encrypted_as_before_PKCS8_says_how_to_convert_it()
    {
        openssl.Run("ecparam", "-genkey", "-name", "prime256v1", "-noout", "-out", "key");
        openssl.Run("ec", "-in", "key", "-aes256", "-passout", "pass:correct horse", "-out", "old");

        Assert.Contains("openssl pkcs8 -topk8", Refused.With("PIPE3500", () => SigningKey.FromPem(new Secret(openssl.Text("old")), new Secret("correct horse"))).Message);
    }

    private static string RepositoryRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory!.FullName, "Pipeline.sln")))
            directory = directory.Parent;
        return directory.FullName;
    }
}
