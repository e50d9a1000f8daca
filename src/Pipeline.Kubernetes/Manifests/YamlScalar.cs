using System.Globalization;
using System.Text.Json.Nodes;

namespace Pipeline.Kubernetes.Manifests;

/// <summary>
/// What a plain YAML scalar means, as kustomize reads it (go-yaml 3: the core schema of YAML 1.2, with YAML 1.1's octal, binary and underscores in numbers,
/// and its dates, which become texts).
/// </summary>
internal static class YamlScalar
{
    /// <summary>As a kustomization file and a JSON patch are read (go-yaml 2): with the truth values of YAML 1.1, and no dates.</summary>
    public static JsonNode? ResolveOld(string text) => text switch
    {
        "y" or "Y" or "yes" or "Yes" or "YES" or "on" or "On" or "ON" => true,
        "n" or "N" or "no" or "No" or "NO" or "off" or "Off" or "OFF" => false,
        _ when IsDate(text) => text,
        _ => Resolve(text),
    };

    public static JsonNode? Resolve(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        _ when Day(text) is { } day => day,
        _ => Number(text) ?? (JsonNode)text,
    };

    /// <summary>True when some YAML reader (1.1 or 1.2) could take the text for anything but a string.</summary>
    public static bool IsAmbiguous(string text) =>
        Resolve(text) is not JsonValue value || !value.TryGetValue(out string? _)
        || text.ToLowerInvariant() is "y" or "n" or "yes" or "no" or "on" or "off" or "=" or "<<" or ".inf" or "-.inf" or "+.inf" or ".nan"
        || (char.IsAsciiDigit(text[0]) || text[0] is '.' or '+' or '-') && text.All(x => char.IsAsciiHexDigit(x) || "xo_.:+-TtZz ,".Contains(x));

    private static bool IsDate(string text) => text.Length >= 8 && text[4] == '-' && text.AsSpan(0, 4).IndexOfAnyExceptInRange('0', '9') < 0;

    // A day becomes its first moment; times stay as they are written.
    private static string? Day(string text) =>
        IsDate(text) && DateOnly.TryParseExact(text, "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.ToString("yyyy-MM-dd'T00:00:00Z'", CultureInfo.InvariantCulture) : null;

    private static JsonValue? Number(string text)
    {
        if (!char.IsAsciiDigit(text[0]) && text[0] is not ('+' or '-' or '.'))
            return null;

        var negative = text[0] == '-';
        var digits = text[0] is '+' or '-' ? text[1..] : text;
        if (Integer(digits.Replace("_", "", StringComparison.Ordinal)) is { } integer)
            return Signed(integer, negative);

        return digits.Length > 0 && (char.IsAsciiDigit(digits[0]) || digits[0] == '.' && digits.Length > 1)
            && double.TryParse(text.Replace("_", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var real)
            && double.IsFinite(real)
            ? Math.Abs(real) < 1L << 53 && Math.Floor(real) == real ? JsonValue.Create((long)real) : JsonValue.Create(real)
            : null;
    }

    private static JsonValue? Signed(ulong value, bool negative) => (value, negative) switch
    {
        (<= long.MaxValue, false) => JsonValue.Create((long)value),
        (<= long.MaxValue, true) => JsonValue.Create(-(long)value),
        (_, false) => JsonValue.Create(value),
        _ => null,
    };

    private static ulong? Integer(string digits)
    {
        var (radix, body) = digits switch
        {
            ['0', 'x' or 'X', .. var hex] => (16, hex),
            ['0', 'o' or 'O', .. var octal] => (8, octal),
            ['0', 'b' or 'B', .. var binary] => (2, binary),
            ['0', _, ..] when digits.All(x => x is >= '0' and <= '7') => (8, digits[1..]),
            _ => (10, digits),
        };

        if (body.Length == 0)
            return null;

        ulong value = 0;
        foreach (var character in body)
        {
            var digit = char.IsAsciiHexDigit(character) ? Convert.ToInt32(character.ToString(), 16) : radix;
            if (digit >= radix || value > (ulong.MaxValue - (ulong)digit) / (ulong)radix)
                return null;
            value = value * (ulong)radix + (ulong)digit;
        }

        return value;
    }
}
