using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Validating;

/// <summary>Rules of fields that hold a number or a percentage of all.</summary>
internal static partial class Percents
{
    /// <summary>The value is a number that isn't negative, or a percentage.</summary>
    public static void Check(FieldErrors errors, JsonNode? value, string path)
    {
        if (value is null)
            return;
        if (value.GetValueKind() == JsonValueKind.String)
        {
            if (!Shape().IsMatch(value.GetValue<string>()))
                errors.Invalid(path, value, "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')");
        }
        else if (value.AsWhole() is < 0 and var number)
        {
            errors.Invalid(path, number, "must be greater than or equal to 0");
        }
    }

    /// <summary>A percentage is of no more than all.</summary>
    public static void CheckAtMostAll(FieldErrors errors, JsonNode? value, string path)
    {
        if (Percent(value) is > 100)
            errors.Invalid(path, value, "must not be greater than 100%");
    }

    /// <summary>Whether a number or percentage is nothing.</summary>
    public static bool IsZero(JsonNode? value) => (Percent(value) ?? value.AsWhole() ?? 0) == 0;

    private static long? Percent(JsonNode? value) =>
        value.AsText() is { } text && Shape().IsMatch(text) && long.TryParse(text.AsSpan(0, text.Length - 1), CultureInfo.InvariantCulture, out var percent) ? percent : null;

    [GeneratedRegex(@"^[0-9]+%\z")]
    private static partial Regex Shape();
}
