using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Pipeline.Embedded.Kubernetes.Validating;

/// <summary>What a YAML scalar means in YAML 1.1, as kube-apiserver's library reads it.</summary>
internal static partial class YamlScalar
{
    /// <summary>The scalar as JSON: quoted ones are strings, plain ones what they look like.</summary>
    public static JsonNode? Resolve(Scalar scalar)
    {
        var text = scalar.Value;
        if (scalar.Tag == "tag:yaml.org,2002:str" || (scalar.Style != ScalarStyle.Plain && scalar.Tag.IsEmpty))
            return text;
        return text switch
        {
            "" or "~" or "null" or "Null" or "NULL" => null,
            "true" or "True" or "TRUE" or "y" or "Y" or "yes" or "Yes" or "YES" or "on" or "On" or "ON" => true,
            "false" or "False" or "FALSE" or "n" or "N" or "no" or "No" or "NO" or "off" or "Off" or "OFF" => false,
            _ => Number(text.Replace("_", "", StringComparison.Ordinal)) ?? JsonValue.Create(text),
        };
    }

    private static JsonValue? Number(string text)
    {
        if (text.Length == 0 || !(char.IsAsciiDigit(text[0]) || text[0] is '+' or '-' or '.'))
            return null;
        var isNegative = text[0] == '-';
        var digits = text[0] is '+' or '-' ? text[1..] : text;
        long? whole = digits switch
        {
            ['0', 'x' or 'X', .. var hex] when long.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) => value,
            ['0', 'b' or 'B', .. var bits] when long.TryParse(bits, NumberStyles.AllowBinarySpecifier, CultureInfo.InvariantCulture, out var value) => value,
            ['0', 'o' or 'O', .. var octal] when Octal().IsMatch(octal) => Convert.ToInt64(octal, 8),
            ['0', .. var octal] when Octal().IsMatch(octal) => Convert.ToInt64(octal, 8),
            _ when Digits().IsMatch(digits) && long.TryParse(digits, CultureInfo.InvariantCulture, out var value) => value,
            _ => null,
        };
        if (whole is { } number)
            return JsonValue.Create(isNegative ? -number : number);
        return Float().IsMatch(text) && double.TryParse(text, CultureInfo.InvariantCulture, out var real) ? JsonValue.Create(real) : null;
    }

    [GeneratedRegex("^[0-7]{1,21}$")]
    private static partial Regex Octal();

    [GeneratedRegex("^(0|[1-9][0-9]*)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Digits();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Float();
}
