using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Validating;

/// <summary>OpenAPI's types and formats.</summary>
internal static partial class OpenApiTypes
{
    /// <summary>Whether a value is of a type.</summary>
    public static bool Is(JsonNode value, string type) => type switch
    {
        "integer" => value.AsWhole() is not null,
        "number" => value.GetValueKind() == JsonValueKind.Number,
        _ => NameOf(value) == type,
    };

    /// <summary>A value's type.</summary>
    public static string NameOf(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => value.AsWhole() is null ? "number" : "integer",
        JsonValueKind.Null => "null",
        _ => "boolean",
    };

    /// <summary>Whether a text has a format; one that isn't known isn't checked.</summary>
    public static bool HasFormat(string text, string format) => format switch
    {
        "date-time" or "datetime" => DateTime().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _),
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "uuid" => Guid.TryParseExact(text, "D", out _) || Guid.TryParseExact(text, "N", out _),
        "ipv4" => IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetwork && text.Count(letter => letter == '.') == 3,
        "ipv6" => IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6,
        "cidr" => text.Contains('/', StringComparison.Ordinal) && IPAddress.TryParse(text.Split('/')[0], out _) && int.TryParse(text.Split('/')[1], CultureInfo.InvariantCulture, out _),
        "uri" => Uri.TryCreate(text, UriKind.Absolute, out _),
        "email" => Email().IsMatch(text),
        "hostname" => Host().IsMatch(text) && text.Length <= 253,
        "byte" => text.Length % 4 == 0 && Convert.TryFromBase64String(text, new byte[text.Length], out _),
        "duration" => Duration().IsMatch(text),
        _ => true,
    };

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:?\d{2})\z", RegexOptions.ExplicitCapture)]
    private static partial Regex DateTime();

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\z")]
    private static partial Regex Email();

    [GeneratedRegex(@"^[A-Za-z0-9]([-A-Za-z0-9]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([-A-Za-z0-9]{0,61}[A-Za-z0-9])?)*\.?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Host();

    [GeneratedRegex(@"^[-+]?(\d+(\.\d*)?\s*(ns|us|µs|ms|s|m|h|d|w))+\z|^0\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Duration();
}
