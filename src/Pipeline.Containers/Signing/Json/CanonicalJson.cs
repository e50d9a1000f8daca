using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipeline.Containers.Signing.Json;

/// <summary>One text for equal values: JSON Canonicalization Scheme (RFC 8785). The same statement has the same bytes on every machine.</summary>
internal static class CanonicalJson
{
    private static readonly BigInteger s_largestInteger = BigInteger.Pow(2, 53); // I-JSON (RFC 7493), 2.2

    /// <exception cref="FormatException">A number that a double doesn't hold, so that readers would see different ones.</exception>
    public static byte[] Bytes(JsonNode value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Write(StringBuilder text, JsonNode? value)
    {
        switch (value)
        {
            case JsonObject map:
                text.Append('{');
                var first = true;
                // RFC 8785, 3.2.3: by UTF-16 code units, which is what ordinal means in .NET.
                foreach (var (name, child) in map.OrderBy(x => x.Key, StringComparer.Ordinal))
                {
                    if (!first)
                        text.Append(',');
                    first = false;
                    Quote(text, name);
                    text.Append(':');
                    Write(text, child);
                }

                text.Append('}');
                break;
            case JsonArray list:
                text.Append('[');
                for (var i = 0; i < list.Count; i++)
                {
                    if (i > 0)
                        text.Append(',');
                    Write(text, list[i]);
                }

                text.Append(']');
                break;
            case null:
                text.Append("null");
                break;
            default:
                Scalar(text, value);
                break;
        }
    }

    private static void Scalar(StringBuilder text, JsonNode value)
    {
        switch (value.GetValueKind())
        {
            case JsonValueKind.String:
                Quote(text, value.GetValue<string>());
                break;
            case JsonValueKind.Number:
                text.Append(Number(value.ToJsonString()));
                break;
            default:
                text.Append(value.ToJsonString());
                break;
        }
    }

    /// <summary>As ECMAScript writes a number (ECMA-262, Number::toString): the shortest digits, an exponent from 1e21 up and below 1e-6.</summary>
    internal static string Number(string literal)
    {
        var value = double.Parse(literal, NumberStyles.Float, CultureInfo.InvariantCulture);
        var isInteger = !literal.AsSpan().ContainsAny('.', 'e', 'E');
        if (!double.IsFinite(value) || isInteger && BigInteger.Abs(BigInteger.Parse(literal, CultureInfo.InvariantCulture)) > s_largestInteger)
            throw new FormatException($"the number {literal} is beyond what JSON readers agree on; write it as a string");
        if (value == 0)
            return "0";

        // "R" gives the shortest digits that read back as the same double, in a form of .NET's own: taken apart into digits and the point's place.
        var shortest = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture);
        var exponentAt = shortest.IndexOf('E', StringComparison.Ordinal);
        var mantissa = exponentAt < 0 ? shortest : shortest[..exponentAt];
        var exponent = exponentAt < 0 ? 0 : int.Parse(shortest[(exponentAt + 1)..], CultureInfo.InvariantCulture);
        var pointAt = mantissa.IndexOf('.', StringComparison.Ordinal);
        var point = (pointAt < 0 ? mantissa.Length : pointAt) + exponent;
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        var leading = digits.Length - digits.TrimStart('0').Length;
        digits = digits.Trim('0');
        point -= leading;

        var sign = value < 0 ? "-" : "";
        if (point is > 0 and <= 21)
            return sign + (digits.Length <= point ? digits.PadRight(point, '0') : $"{digits[..point]}.{digits[point..]}");
        if (point is > -6 and <= 0)
            return $"{sign}0.{new string('0', -point)}{digits}";
        var power = (point - 1).ToString("+0;-0", CultureInfo.InvariantCulture);
        return $"{sign}{digits[0]}{(digits.Length > 1 ? "." + digits[1..] : "")}e{power}";
    }

    private static void Quote(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var x in value)
        {
            switch (x)
            {
                case '"' or '\\':
                    text.Append('\\').Append(x);
                    break;
                case '\b':
                    text.Append("\\b");
                    break;
                case '\f':
                    text.Append("\\f");
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case '\r':
                    text.Append("\\r");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                case < ' ':
                    text.Append(CultureInfo.InvariantCulture, $"\\u{(int)x:x4}");
                    break;
                default:
                    text.Append(x);
                    break;
            }
        }

        text.Append('"');
    }
}
