using Pipeline.Containers.Signing.Json;

namespace Pipeline.Containers.Signing.Envelopes;

/// <summary>Reads the JSON form of an envelope (DSSE, envelope.md).</summary>
internal static class EnvelopeReader
{
    private const int MaxSignatures = 16;
    private const int MaxSignatureBytes = 1024;
    private const int MaxTextLength = 1024;

    /// <exception cref="FormatException">It isn't one; the message says why.</exception>
    public static Envelope Read(ReadOnlyMemory<byte> json)
    {
        if (json.Length > Envelope.MaxBytes)
            throw new FormatException($"it has {json.Length} bytes, more than the {Envelope.MaxBytes} allowed");

        var fields = new JsonFields(StrictJson.Object(json));
        var signatures = fields.Objects("signatures");
        if (signatures.Count is 0 or > MaxSignatures)
            throw fields.Wrong("signatures", $"there are {signatures.Count}, and there must be 1 to {MaxSignatures}");

        return new Envelope
        {
            PayloadType = Bounded(fields, "payloadType", fields.Text("payloadType")),
            Payload = Base64(fields, "payload"),
            Signatures = [.. signatures.Select(Signature)],
        };
    }

    private static EnvelopeSignature Signature(JsonFields fields)
    {
        var keyId = fields.OptionalText("keyid") is { Length: > 0 } text ? Bounded(fields, "keyid", text) : null;
        var signature = Base64(fields, "sig");
        return signature.Length <= MaxSignatureBytes ? new EnvelopeSignature(keyId, signature) : throw fields.Wrong("sig", $"it has {signature.Length} bytes, more than any signature");
    }

    private static string Bounded(JsonFields fields, string name, string text) =>
        text.Length <= MaxTextLength ? text : throw fields.Wrong(name, $"it has {text.Length} characters, more than {MaxTextLength}");

    // Either alphabet (DSSE, protocol.md), but one text for one sequence of bytes: no white space, no mix, padded, no bits left over in the last character.
    private static byte[] Base64(JsonFields fields, string name)
    {
        var text = fields.Text(name);
        var standard = text.Contains('-') || text.Contains('_') ? text.Replace('-', '+').Replace('_', '/') : text;
        var isMixed = !ReferenceEquals(standard, text) && (text.Contains('+') || text.Contains('/'));
        var bytes = new byte[text.Length / 4 * 3];
        return !isMixed && Convert.TryFromBase64String(standard, bytes, out var length) && Convert.ToBase64String(bytes, 0, length) == standard
            ? bytes[..length]
            : throw fields.Wrong(name, "it isn't base64");
    }
}
