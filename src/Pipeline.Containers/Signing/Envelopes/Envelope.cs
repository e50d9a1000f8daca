using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Pipeline.Containers.Signing.Json;
using Pipeline.Containers.Signing.Keys;
using Pipeline.Errors;

namespace Pipeline.Containers.Signing.Envelopes;

/// <summary>A signed message: DSSE v1 (https://github.com/secure-systems-lab/dsse). Reading one says nothing about whether to believe it.</summary>
public sealed record Envelope
{
    /// <summary>The type of in-toto statements in JSON.</summary>
    public const string InTotoPayloadType = "application/vnd.in-toto+json";

    /// <summary>Largest envelope that is read: 32 MiB, several times the largest SBOM seen.</summary>
    public const int MaxBytes = 32 * 1024 * 1024;

    /// <summary>What the payload is; signed with it.</summary>
    public required string PayloadType { get; init; }

    /// <summary>The message, byte for byte as it was signed.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>The signatures, each over the same bytes.</summary>
    public required IReadOnlyList<EnvelopeSignature> Signatures { get; init; }

    /// <summary>The payload's digest: what tells attestations apart. The envelope's own bytes don't, as anyone can write them another way.</summary>
    public Digest PayloadDigest => Digest.Of(Payload.Span);

    /// <summary>Signs a message with one or several keys.</summary>
    public static Envelope Sign(string payloadType, ReadOnlyMemory<byte> payload, params IReadOnlyList<SigningKey> keys)
    {
        ArgumentException.ThrowIfNullOrEmpty(payloadType);
        if (keys.Count == 0)
            throw new ArgumentException("An envelope without a signature is worth nothing. Give at least one key.", nameof(keys));

        var message = PreAuthenticationEncoding(payloadType, payload.Span);
        return new Envelope { PayloadType = payloadType, Payload = payload, Signatures = [.. keys.Select(x => new EnvelopeSignature(x.PublicKey.Id, x.Sign(message)))] };
    }

    /// <summary>Reads an envelope in JSON. Fields that DSSE doesn't name are passed over; a name twice, other than base64, and excess size aren't.</summary>
    /// <exception cref="PipelineException">PIPE3504.</exception>
    public static Envelope Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            return EnvelopeReader.Read(json);
        }
        catch (FormatException error)
        {
            throw new PipelineException(SigningErrors.MalformedEnvelope, $"The envelope can't be read: {error.Message}.", error);
        }
    }

    /// <summary>The envelope as JSON on one line, so that several make an in-toto bundle (JSON Lines).</summary>
    public byte[] ToJson() => CanonicalJson.Bytes(new JsonObject
    {
        ["payload"] = Convert.ToBase64String(Payload.Span),
        ["payloadType"] = PayloadType,
        ["signatures"] = new JsonArray([.. Signatures.Select(Json)]),
    });

    /// <summary>Which trusted keys signed this. Times and revocation aren't looked at: they need the statement's own time.</summary>
    public EnvelopeVerification Verify(TrustSet trusted) => EnvelopeVerification.Of(this, trusted);

    /// <summary>What is signed: the type and the message, each with its length in bytes, so that neither can pass for a part of the other (DSSE, protocol.md).</summary>
    public static byte[] PreAuthenticationEncoding(string payloadType, ReadOnlySpan<byte> payload)
    {
        ArgumentNullException.ThrowIfNull(payloadType);
        var header = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"DSSEv1 {Encoding.UTF8.GetByteCount(payloadType)} {payloadType} {payload.Length} "));
        return [.. header, .. payload];
    }

    private static JsonObject Json(EnvelopeSignature signature)
    {
        var json = new JsonObject { ["sig"] = Convert.ToBase64String(signature.Signature.Span) };
        if (!string.IsNullOrEmpty(signature.KeyId))
            json["keyid"] = signature.KeyId;
        return json;
    }
}
