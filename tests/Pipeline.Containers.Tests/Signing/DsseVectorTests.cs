using System.Formats.Asn1;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Pipeline.Containers.Signing.Envelopes;
using Pipeline.Containers.Signing.Keys;

namespace Pipeline.Containers.Tests.Signing;

/// <summary>
/// DSSE's published vectors (protocol.md, testvectors/vectors.json). Those of the file are signed with Ed25519, which isn't ours: each of their signatures is made
/// again with an ECDSA key of the same name, over the bytes that the vector itself publishes, so that what is accepted and what isn't is the vectors' word.
/// </summary>
public sealed class DsseVectorTests
{
    private const string Statement = "eyJfdHlwZSI6Imh0dHBzOi8vaW4tdG90by5pby9TdGF0ZW1lbnQvdjEifQ==";
    private const string InToto = "application/vnd.in-toto+json";
    private const string PaeOfStatement = "445353457631203238206170706c69636174696f6e2f766e642e696e2d746f746f2b6a736f6e203433207b225f74797065223a2268747470733a2f2f696e2d746f746f2e696f2f53746174656d656e742f7631227d";

    private static readonly Dictionary<string, SigningKey> s_keys = new() { ["A"] = SigningKey.Generate(), ["B"] = SigningKey.Generate(SigningCurve.P384) };

    /// <summary>Id, payload, type, signers with key id (without: a dash), trusted, threshold, PAE, accepted by DSSE (the supported types are looked at elsewhere).</summary>
    public static TheoryData<string, string, string, string, string, int, string, bool> Vectors => new()
    {
        { "single-signature", Statement, InToto, "A", "A", 1, PaeOfStatement, true },
        { "url-safe-base64", "-_-_Pj8=", InToto, "A", "A", 1, "445353457631203238206170706c69636174696f6e2f766e642e696e2d746f746f2b6a736f6e203520fbffbf3e3f", true },
        { "payload-type-swapped", Statement, "application/vnd.example.other+json", "A", "A", 1, PaeOfStatement, false },
        { "non-ascii-payload-type", Statement, "application/vnd.exämple+json", "A", "A", 1, "445353457631203239206170706c69636174696f6e2f766e642e6578c3a46d706c652b6a736f6e203433207b225f74797065223a2268747470733a2f2f696e2d746f746f2e696f2f53746174656d656e742f7631227d", true },
        { "empty-payload", "", InToto, "A", "A", 1, "445353457631203238206170706c69636174696f6e2f766e642e696e2d746f746f2b6a736f6e203020", true },
        { "threshold-two-distinct-keys", Statement, InToto, "A B", "A B", 2, PaeOfStatement, true },
        { "threshold-two-one-key-twice", Statement, InToto, "A A", "A B", 2, PaeOfStatement, false },
        { "threshold-two-without-keyids", Statement, InToto, "-A -B", "A B", 2, PaeOfStatement, true },
    };

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Every_vector_is_accepted_or_rejected_as_published(string id, string payload, string type, string signers, string trusted, int threshold, string pae, bool accepted)
    {
        var message = Convert.FromHexString(pae);
        var json = new JsonObject
        {
            ["payload"] = payload,
            ["payloadType"] = type,
            ["signatures"] = new JsonArray([.. signers.Split(' ').Select(x => Signature(x, message))]),
        };
        var keys = new TrustSet(trusted.Split(' ').Select(x => new TrustedKey { Name = x, Key = s_keys[x].PublicKey }));

        var envelope = Envelope.Parse(Encoding.UTF8.GetBytes(json.ToJsonString()));

        Assert.True(accepted == envelope.Verify(keys).IsSignedBy(threshold), id);
        Assert.Equal(id != "payload-type-swapped", message.AsSpan().SequenceEqual(Envelope.PreAuthenticationEncoding(envelope.PayloadType, envelope.Payload.Span)));
    }

    [Fact]
    public void The_vector_with_an_empty_type_is_refused_by_the_release_verifier()
    {
        var message = Convert.FromHexString("445353457631203020203433207b225f74797065223a2268747470733a2f2f696e2d746f746f2e696f2f53746174656d656e742f7631227d");
        var json = new JsonObject { ["payload"] = Statement, ["payloadType"] = "", ["signatures"] = new JsonArray(Signature("A", message)) };
        var keys = new TrustSet([new TrustedKey { Name = "A", Key = s_keys["A"].PublicKey }]);

        var verdict = Release.Verify(new([new("vector", Encoding.UTF8.GetBytes(json.ToJsonString()))]), trusted: keys);

        Assert.True(Envelope.Parse(Encoding.UTF8.GetBytes(json.ToJsonString())).Verify(keys).IsSignedBy(1));
        Assert.Contains(verdict.Failures, x => x is { About: "vector", Step: Pipeline.Containers.Signing.Verifying.VerificationStep.PayloadType });
    }

    [Fact]
    public void The_specifications_example_with_its_ECDSA_key_verifies()
    {
        var point = new ECPoint { X = Bytes("46950820868899156662930047687818585632848591499744589407958293238635476079160"), Y = Bytes("5640078356564379163099075877009565129882514886557779369047442380624545832820") };
        using var ecdsa = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = point });
        Assert.True(VerificationKey.TryFromSubjectPublicKeyInfo(ecdsa.ExportSubjectPublicKeyInfo(), out var key, out _));
        var raw = Convert.FromBase64String("A3JqsQGtVsJ2O2xqrI5IcnXip5GToJ3F+FnZ+O88SjtR6rDAajabZKciJTfUiHqJPcIAriEGAHTVeCUjW2JIZA==");

        var pae = Envelope.PreAuthenticationEncoding("http://example.com/HelloWorld", "hello world"u8);

        Assert.Equal("DSSEv1 29 http://example.com/HelloWorld 11 hello world", Encoding.UTF8.GetString(pae));
        Assert.True(key.Verify(pae, Der(raw)));
        Assert.False(key.Verify(pae, raw)); // The example's form, r and s side by side, isn't the one that is agreed on here.
    }

    private static JsonObject Signature(string signer, byte[] message)
    {
        var json = new JsonObject { ["sig"] = Convert.ToBase64String(s_keys[signer.TrimStart('-')].Sign(message)) };
        if (!signer.StartsWith('-'))
            json["keyid"] = signer;
        return json;
    }

    private static byte[] Bytes(string number) => BigInteger.Parse(number, CultureInfo.InvariantCulture).ToByteArray(isUnsigned: true, isBigEndian: true) is var bytes && bytes.Length < 32 ? [.. new byte[32 - bytes.Length], .. bytes] : bytes;

    private static byte[] Der(byte[] raw)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(new BigInteger(raw.AsSpan(0, 32), isUnsigned: true, isBigEndian: true));
            writer.WriteInteger(new BigInteger(raw.AsSpan(32), isUnsigned: true, isBigEndian: true));
        }

        return writer.Encode();
    }
}
