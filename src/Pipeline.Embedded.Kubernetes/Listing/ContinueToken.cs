using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Objects;

namespace Pipeline.Embedded.Kubernetes.Listing;

/// <summary>Where a list goes on: the version that it shows, and the last key that was sent. A version of -1 goes on with what there is now.</summary>
internal sealed record ContinueToken(long Version, string Start)
{
    private const string Format = "meta.k8s.io/v1";

    public string Encode() =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{{\"v\":\"{Format}\",\"rv\":{Version},\"start\":{JsonSerializer.Serialize(Start + "\0")}}}"));

    /// <exception cref="ApiRefusal">It is no token.</exception>
    public static ContinueToken Decode(string text)
    {
        try
        {
            var token = JsonNode.Parse(Base64Url.DecodeFromChars(text.AsSpan().TrimEnd('=')))!;
            if ((string?)token["v"] == Format && token["start"] is JsonValue start && token["rv"] is JsonValue version)
                return new ContinueToken(version.GetValue<long>(), start.GetValue<string>().TrimEnd('\0'));
        }
        catch (Exception exception) when (exception is FormatException or JsonException or InvalidOperationException)
        {
            throw Refusals.BadRequest("continue key is not valid: it was not given by this server");
        }

        throw Refusals.BadRequest("continue key is not valid: server does not recognize this encoded version");
    }
}
