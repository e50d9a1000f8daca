using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Pipeline.Containers.Signing.Attesting;
using Pipeline.Containers.Signing.Envelopes;
using Pipeline.Containers.Signing.Keys;
using Pipeline.Containers.Signing.Verifying;

namespace Pipeline.Containers.Tests.Signing;

/// <summary>What an attacker may try with an attestation in their hands, and where it fails.</summary>
public sealed class TamperingTests
{
    private static readonly VerificationPolicy s_policy = new() { Requirements = [new TestRequirement()] };
    private static readonly byte[] s_envelope = Release.Attest(Release.Tests).Envelope.ToJson();

    private static ReleaseVerdict Verify(byte[] envelope, TrustSet? trusted = null, Digest? image = null) =>
        Release.Verify(new AttestationBundle([new BundleEntry("e", envelope)]), s_policy, trusted, image);

    private static byte[] Changed(Action<JsonObject> change)
    {
        var json = JsonNode.Parse(s_envelope)!.AsObject();
        change(json);
        return Encoding.UTF8.GetBytes(json.ToJsonString());
    }

    private static string Payload(JsonObject envelope) => Encoding.UTF8.GetString(Convert.FromBase64String((string)envelope["payload"]!));

    private static void Signature(JsonObject envelope, ReadOnlySpan<byte> signature)
    {
        envelope["signatures"]![0]!["sig"] = Convert.ToBase64String(signature);
        envelope["signatures"]![0]!.AsObject().Remove("keyid");
    }

    private static byte[] Pae(JsonObject envelope) => Envelope.PreAuthenticationEncoding((string)envelope["payloadType"]!, Convert.FromBase64String((string)envelope["payload"]!));

    public static TheoryData<string, VerificationStep> Attacks => new()
    {
        { "payload says another result", VerificationStep.Signature },
        { "payload is about another image", VerificationStep.Signature },
        { "payload is spelt otherwise", VerificationStep.Signature },
        { "payload is empty", VerificationStep.Signature },
        { "payload type is another", VerificationStep.Signature },
        { "signed by a stranger", VerificationStep.Signature },
        { "signed by a stranger with our key id", VerificationStep.Signature },
        { "signed over the bare payload, without its type", VerificationStep.Signature },
        { "signed with another hash", VerificationStep.Signature },
        { "signature in the other form", VerificationStep.Signature },
        { "signature of zeros", VerificationStep.Signature },
        { "signature is an HMAC with the public key", VerificationStep.Signature },
        { "signature is empty", VerificationStep.Signature },
        { "signature of another attestation", VerificationStep.Signature },
        { "signature on another curve", VerificationStep.Signature },
        { "no signature", VerificationStep.Envelope },
        { "two payloads", VerificationStep.Envelope },
        { "cut off", VerificationStep.Envelope },
        { "signed, but no in-toto type", VerificationStep.PayloadType },
        { "signed, but with a type that only begins like in-toto's", VerificationStep.PayloadType },
        { "signed, but no statement", VerificationStep.Statement },
        { "signed, but with a field twice", VerificationStep.Statement },
        { "signed, but of another image", VerificationStep.Subject },
        { "signed, but of the image's digest in capitals", VerificationStep.Subject },
        { "signed, but of the image's digest under another algorithm", VerificationStep.Subject },
    };

    [Theory]
    [MemberData(nameof(Attacks))]
    public void Every_attack_is_refused_at_its_step(string attack, VerificationStep step)
    {
        var verdict = Verify(Attacked(attack));

        Assert.False(verdict.IsVerified, attack);
        Assert.Equal(step, verdict.Failures.Single(x => x.About == "e").Step);
        Assert.Empty(verdict.Attestations);
        Assert.All(verdict.Checks.Where(x => x.About == "e" && x.Step > step), x => Assert.Equal(CheckOutcome.NotEvaluated, x.Outcome));
    }

    [Fact]
    public void Untampered_it_is_verified() => Verify(s_envelope).Require();

    [Fact]
    public void An_attestation_of_another_image_isnt_replayed() =>
        Assert.Equal(VerificationStep.Subject, Verify(s_envelope, image: Digest.Of("another"u8)).Failures.First().Step);

    [Fact]
    public void What_an_envelope_says_doesnt_reach_the_terminal_as_control_characters()
    {
        var verdict = Verify(Changed(x => x["signatures"]![0]!["keyid"] = "\u001b[2K\rpassed\n"));

        Assert.Contains("it is by key '\uFFFD[2K\uFFFDpassed\uFFFD', which isn't trusted", verdict.Failures.First().Detail);
    }

    [Fact]
    public void Every_flipped_bit_is_refused_except_in_the_name_of_the_key_id_which_is_only_a_hint()
    {
        var text = Encoding.UTF8.GetString(s_envelope);
        var hint = text.IndexOf("\"keyid\"", StringComparison.Ordinal);
        Prop.ForAll(Gen.Choose(0, s_envelope.Length * 8 - 1).ToArbitrary(), bit =>
        {
            var changed = s_envelope.ToArray();
            changed[bit / 8] ^= (byte)(1 << bit % 8);
            // Without its name the key id is an unknown field, which DSSE's readers pass over; nothing that is signed changes.
            var isHint = bit / 8 > hint && bit / 8 <= hint + 5;
            var verdict = Verify(changed);
            return isHint ? verdict.Attestations.All(x => x.PayloadDigest == Envelope.Parse(s_envelope).PayloadDigest) : !verdict.IsVerified;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void Every_flipped_byte_is_refused_at_every_place()
    {
        var hint = Encoding.UTF8.GetString(s_envelope).IndexOf("\"keyid\"", StringComparison.Ordinal);
        for (var i = 0; i < s_envelope.Length; i++)
        {
            var changed = s_envelope.ToArray();
            changed[i] ^= 0x01;
            Assert.True(i > hint && i <= hint + 5 || !Verify(changed).IsVerified, $"byte {i}");
        }
    }

    [Fact]
    public void Every_envelope_that_is_cut_off_is_refused()
    {
        for (var length = 0; length < s_envelope.Length; length++)
            Assert.Equal(VerificationStep.Envelope, Verify(s_envelope[..length]).Failures.First().Step);
    }

    [Fact]
    public void Arbitrary_bytes_give_a_verdict_and_never_an_exception() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => !Verify(bytes).IsVerified).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static byte[] Attacked(string attack)
    {
        using var p384 = SigningKey.Generate(SigningCurve.P384);
        using var ours = ECDsa.Create();
        ours.ImportFromPem(Release.Key.ToPem().Reveal());
        return attack switch
        {
            "payload says another result" => Changed(x => x["payload"] = Base64(Payload(x).Replace("PASSED", "WARNED", StringComparison.Ordinal))),
            "payload is about another image" => Changed(x => x["payload"] = Base64(Payload(x).Replace(Release.Image.Hex, new string('a', 64), StringComparison.Ordinal))),
            "payload is spelt otherwise" => Changed(x => x["payload"] = Base64(Payload(x) + " ")),
            "payload is empty" => Changed(x => x["payload"] = ""),
            "payload type is another" => Changed(x => x["payloadType"] = "application/vnd.in-toto.tests+json"),
            "signed by a stranger" => Release.Attest(Release.Tests, Release.Stranger).Envelope.ToJson(),
            "signed by a stranger with our key id" => Changed(x => x["signatures"]![0]!["sig"] = Convert.ToBase64String(Release.Stranger.Sign(Pae(x)))),
            "signed over the bare payload, without its type" => Changed(x => Signature(x, Release.Key.Sign(Convert.FromBase64String((string)x["payload"]!)))),
            "signed with another hash" => Changed(x => Signature(x, ours.SignData(Pae(x), HashAlgorithmName.SHA384, DSASignatureFormat.Rfc3279DerSequence))),
            "signature in the other form" => Changed(x => Signature(x, ours.SignData(Pae(x), HashAlgorithmName.SHA256))),
            "signature of zeros" => Changed(x => Signature(x, [0x30, 0x06, 0x02, 0x01, 0x00, 0x02, 0x01, 0x00])),
            "signature is an HMAC with the public key" => Changed(x => Signature(x, HMACSHA256.HashData(Encoding.UTF8.GetBytes(Release.Key.PublicKey.ToPem()), Pae(x)))),
            "signature is empty" => Changed(x => Signature(x, [])),
            "signature of another attestation" => Changed(x => Signature(x, Release.Attest(Release.Scan).Envelope.Signatures[0].Signature.Span)),
            "signature on another curve" => Changed(x => Signature(x, p384.Sign(Pae(x)))),
            "no signature" => Changed(x => x["signatures"] = new JsonArray()),
            "two payloads" => Encoding.UTF8.GetBytes("{\"payload\":\"e30=\"," + Encoding.UTF8.GetString(s_envelope)[1..]),
            "cut off" => s_envelope[..^2],
            "signed, but no in-toto type" => Signed("application/json", Payload(JsonNode.Parse(s_envelope)!.AsObject())),
            "signed, but with a type that only begins like in-toto's" => Signed("application/vnd.in-toto.+json", Payload(JsonNode.Parse(s_envelope)!.AsObject())),
            "signed, but no statement" => Signed(Envelope.InTotoPayloadType, "{}"),
            "signed, but with a field twice" => Signed(Envelope.InTotoPayloadType, "{\"subject\":[]," + Payload(JsonNode.Parse(s_envelope)!.AsObject())[1..]),
            "signed, but of another image" => Release.Attest(Release.Tests, image: Digest.Of("another"u8)).Envelope.ToJson(),
            "signed, but of the image's digest in capitals" => Signed(Envelope.InTotoPayloadType, Payload(JsonNode.Parse(s_envelope)!.AsObject()).Replace(Release.Image.Hex, Release.Image.Hex.ToUpperInvariant(), StringComparison.Ordinal)),
            "signed, but of the image's digest under another algorithm" => Signed(Envelope.InTotoPayloadType, Payload(JsonNode.Parse(s_envelope)!.AsObject()).Replace($"\"sha256\":\"{Release.Image.Hex}", $"\"md5\":\"{Release.Image.Hex}", StringComparison.Ordinal)),
            _ => throw new ArgumentOutOfRangeException(nameof(attack), attack, "No such attack."),
        };
    }

    private static byte[] Signed(string type, string payload) => Envelope.Sign(type, Encoding.UTF8.GetBytes(payload), Release.Key).ToJson();

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
