using System.Text;
using Pipeline.Containers.Signing.Envelopes;
using Pipeline.Containers.Signing.Keys;

namespace Pipeline.Containers.Tests.Signing;

public sealed class EnvelopeTests
{
    private static readonly byte[] s_payload = "{\"a\":1}"u8.ToArray();

    private static Envelope Signed(params SigningKey[] keys) => Envelope.Sign(Envelope.InTotoPayloadType, s_payload, keys);

    private static Envelope Read(string json) => Envelope.Parse(Encoding.UTF8.GetBytes(json));

    [Fact]
    public void An_envelope_survives_its_JSON_which_is_one_line()
    {
        var envelope = Signed(Release.Key, Release.Stranger);

        var again = Envelope.Parse(envelope.ToJson());

        Assert.DoesNotContain((byte)'\n', envelope.ToJson());
        Assert.Equal(envelope.ToJson(), again.ToJson());
        Assert.Equal(s_payload, again.Payload.ToArray());
        Assert.Equal(Release.Key.PublicKey.Id, again.Signatures[0].KeyId);
        Assert.Equal(Digest.Of(s_payload), again.PayloadDigest);
    }

    [Fact]
    public void Keys_count_once_however_often_they_sign()
    {
        var both = new TrustSet([new TrustedKey { Name = "a", Key = Release.Key.PublicKey }, new TrustedKey { Name = "b", Key = Release.Stranger.PublicKey }]);

        Assert.True(Signed(Release.Key, Release.Stranger).Verify(both).IsSignedBy(2));
        Assert.False(Signed(Release.Key, Release.Key).Verify(both).IsSignedBy(2));
        Assert.True(Signed(Release.Key, Release.Key).Verify(both).IsSignedBy(1));
    }

    [Fact]
    public void A_signature_says_why_it_doesnt_count()
    {
        var trusted = Release.Trusted;
        string Why(Envelope envelope, TrustSet? set = null) => Assert.Single(envelope.Verify(set ?? trusted).Rejected);
        Envelope With(EnvelopeSignature signature) => Signed(Release.Key) with { Signatures = [signature] };
        var two = trusted.Add(new TrustedKey { Name = "other", Key = VerificationKey.FromPem(SigningKey.Generate(SigningCurve.P384).PublicKey.ToPem()) });

        Assert.Contains("which isn't trusted", Why(Signed(Release.Stranger)));
        Assert.Contains("there is no trusted key", Why(With(new EnvelopeSignature(null, new byte[] { 1 })), new TrustSet([])));
        Assert.Contains("ASN.1 DER", Why(With(new EnvelopeSignature(null, new byte[] { 1 }))));
        Assert.Contains("isn't the signature of key 'ci'", Why(With(new EnvelopeSignature(null, Release.Stranger.Sign("x"u8)))));
        Assert.Contains("any of the 2 trusted keys", Why(With(new EnvelopeSignature(null, Release.Stranger.Sign("x"u8))), two));
    }

    [Fact]
    public void A_key_id_may_be_the_keys_name_or_nothing_but_not_another_keys()
    {
        var signature = Signed(Release.Key).Signatures[0].Signature;
        bool Holds(string? keyId) => (Signed(Release.Key) with { Signatures = [new EnvelopeSignature(keyId, signature)] }).Verify(Release.Trusted).IsSignedBy(1);

        Assert.True(Holds(null));
        Assert.True(Holds("ci"));
        Assert.True(Holds(Release.Key.PublicKey.Id));
        Assert.False(Holds(Release.Stranger.PublicKey.Id));
    }

    [Fact]
    public void Both_alphabets_of_base64_are_read()
    {
        var envelope = Envelope.Sign("t", new byte[] { 0xfb, 0xff, 0xbe, 0x3e, 0x3f }, Release.Key);
        var json = Encoding.UTF8.GetString(envelope.ToJson());
        var urlSafe = json.Replace('+', '-').Replace("/", "_", StringComparison.Ordinal);

        Assert.NotEqual(json, urlSafe);
        Assert.True(Read(urlSafe).Verify(Release.Trusted).IsSignedBy(1));
    }

    [Fact]
    public void Fields_that_DSSE_doesnt_name_are_passed_over()
    {
        var json = Encoding.UTF8.GetString(Signed(Release.Key).ToJson()).Replace("{\"keyid\"", "{\"cert\":\"x\",\"keyid\"", StringComparison.Ordinal);

        Assert.True(Read("{\"extra\":{\"a\":[1]}," + json[1..]).Verify(Release.Trusted).IsSignedBy(1));
    }

    public static TheoryData<string, string> Malformed => new()
    {
        { "", "isn't valid JSON" },
        { "{", "isn't valid JSON" },
        { "[]", "no object" },
        { "{}", "'signatures' is wrong: there are 0" },
        { """{"payload":"","payloadType":"t","signatures":[]}""", "there are 0" },
        { """{"payload":"","payloadType":"t","signatures":{}}""", "must be a list" },
        { """{"payload":"","payloadType":"t","signatures":[1]}""", "signatures[0] must be an object" },
        { """{"payload":"","payloadType":"t","signatures":[{"keyid":"a"}]}""", "'signatures[0].sig' is missing" },
        { """{"payload":"","payloadType":"t","signatures":[{"sig":"AA==","keyid":1}]}""", "'signatures[0].keyid' is wrong: it must be text" },
        { """{"payloadType":"t","signatures":[{"sig":"AA=="}]}""", "'payload' is missing" },
        { """{"payload":"","signatures":[{"sig":"AA=="}]}""", "'payloadType' is missing" },
        { """{"payload":"","payload":"","payloadType":"t","signatures":[{"sig":"AA=="}]}""", "isn't valid JSON" },
        { """{"payload":"A","payloadType":"t","signatures":[{"sig":"AA=="}]}""", "'payload' is wrong: it isn't base64" },
        { """{"payload":"AA","payloadType":"t","signatures":[{"sig":"AA=="}]}""", "isn't base64" },
        { """{"payload":"AB==","payloadType":"t","signatures":[{"sig":"AA=="}]}""", "isn't base64" },
        { """{"payload":"AA==\n","payloadType":"t","signatures":[{"sig":"AA=="}]}""", "isn't base64" },
        { """{"payload":"+-AA","payloadType":"t","signatures":[{"sig":"AA=="}]}""", "isn't base64" },
        { """{"payload":"ä===","payloadType":"t","signatures":[{"sig":"AA=="}]}""", "isn't base64" },
        { """{"payload":"","payloadType":"T","signatures":[{"sig":"AA=="}]}""".Replace("T\"", new string('t', 2000) + "\""), "2000 characters" },
        { """{"payload":"","payloadType":"t","signatures":[{"sig":"X"}]}""".Replace("X", new string('A', 4000)), "more than any signature" },
        { """{"payload":"","payloadType":"t","signatures":[X]}""".Replace("X", string.Join(',', Enumerable.Repeat("""{"sig":"AA=="}""", 17))), "there are 17" },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void A_malformed_envelope_is_refused_with_the_place(string json, string reason) => Assert.Contains(reason, Refused.With("PIPE3504", () => Read(json)).Message);

    [Fact]
    public void An_envelope_beyond_any_size_is_refused_before_it_is_parsed() =>
        Assert.Contains("more than", Refused.With("PIPE3504", () => Envelope.Parse(new byte[Envelope.MaxBytes + 1])).Message);

    [Fact]
    public void Nothing_is_signed_without_a_key_or_a_type()
    {
        Assert.Throws<ArgumentException>(() => Envelope.Sign("t", s_payload));
        Assert.Throws<ArgumentException>(() => Envelope.Sign("", s_payload, Release.Key));
    }
}
