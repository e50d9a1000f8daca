using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Containers.Signing.Json;

namespace Pipeline.Containers.Signing.Keys;

/// <summary>The file of a trust set: keys as PEM, times as RFC 3339. Indented, since people review changes of it.</summary>
internal static class TrustSetJson
{
    private static readonly JsonSerializerOptions s_readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TrustedKey Read(JsonFields fields) => new()
    {
        Name = fields.Text("name"),
        Key = VerificationKey.TryFromPem(fields.Text("publicKey"), out var key, out var problem) ? key : throw fields.Wrong("publicKey", problem),
        ValidFrom = fields.OptionalTime("validFrom"),
        RetiredOn = fields.OptionalTime("retiredOn"),
        RevokedBecause = fields.OptionalText("revokedBecause"),
    };

    public static string Write(IEnumerable<TrustedKey> keys) =>
        new JsonObject { ["keys"] = new JsonArray([.. keys.Select(Entry)]) }.ToJsonString(s_readable).ReplaceLineEndings("\n") + "\n";

    private static JsonObject Entry(TrustedKey key)
    {
        var entry = new JsonObject { ["name"] = key.Name, ["publicKey"] = key.Key.ToPem() };
        if (key.ValidFrom is { } from)
            entry["validFrom"] = Timestamp.Text(from);
        if (key.RetiredOn is { } until)
            entry["retiredOn"] = Timestamp.Text(until);
        if (key.RevokedBecause is { } reason)
            entry["revokedBecause"] = reason;
        return entry;
    }
}
