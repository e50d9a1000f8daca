using System.Globalization;
using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Manifests;

namespace Pipeline.Kubernetes.Validating.Values;

/// <summary>An amount: <c>500m</c>, <c>1.5</c>, <c>64Mi</c>, <c>2e3</c> (https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/).</summary>
internal static class Quantity
{
    private static readonly System.Buffers.SearchValues<char> NumberCharacters = System.Buffers.SearchValues.Create("+-.0123456789");

    private static readonly Dictionary<string, double> Suffixes = new(StringComparer.Ordinal)
    {
        [""] = 1, ["n"] = 1e-9, ["u"] = 1e-6, ["m"] = 1e-3, ["k"] = 1e3, ["M"] = 1e6, ["G"] = 1e9, ["T"] = 1e12, ["P"] = 1e15, ["E"] = 1e18,
        ["Ki"] = 1L << 10, ["Mi"] = 1L << 20, ["Gi"] = 1L << 30, ["Ti"] = 1L << 40, ["Pi"] = 1L << 50, ["Ei"] = 1L << 60,
    };

    /// <summary>Null for a text that is no amount. Rounding errors are far below what anybody writes.</summary>
    public static double? Parse(string text)
    {
        var end = text.AsSpan().IndexOfAnyExcept(NumberCharacters);
        var (number, suffix) = end < 0 ? (text, "") : (text[..end], text[end..]);
        if (suffix.Length > 1 && suffix[0] is 'e' or 'E' && int.TryParse(suffix.AsSpan(1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent))
            return Number(number) * Math.Pow(10, exponent);
        return Suffixes.TryGetValue(suffix, out var factor) ? Number(number) * factor : null;
    }

    public static double? Of(JsonNode? value) => value.AsText() is { } text ? Parse(text) : value is JsonValue number && number.GetValueKind() == System.Text.Json.JsonValueKind.Number ? Parse(number.ToJsonString()) : null;

    private static double? Number(string text) => double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}
