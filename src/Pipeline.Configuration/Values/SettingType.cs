using System.Collections;
using System.Globalization;
using Pipeline.Secrets;

namespace Pipeline.Configuration.Values;

/// <summary>How text becomes a value of a type, and a value text.</summary>
/// <param name="Words">What it holds, for people: <c>a whole number</c>.</param>
/// <param name="Parse">The value, or null for text that isn't one.</param>
/// <param name="Format">The text that <paramref name="Parse"/> reads as the value.</param>
internal sealed record SettingType(string Words, Func<string, object?> Parse, Func<object, string> Format)
{
    /// <summary>For a list, the type of its values.</summary>
    public Type? Element { get; init; }

    /// <summary>Null for a type that no text can be read as.</summary>
    public static SettingType? Of(Type type)
    {
        if (ElementOf(type) is { } element)
            return element != typeof(Secret) && Scalar(element) is { } scalar ? List(element, scalar) : null;
        return Scalar(Nullable.GetUnderlyingType(type) ?? type);
    }

    private static SettingType? Scalar(Type type) => type switch
    {
        _ when type == typeof(string) => new("a text", x => x, x => (string)x),
        _ when type == typeof(Secret) => new("a secret", x => new Secret(x), _ => Secret.Mask),
        _ when type == typeof(int) => Number("a whole number", x => int.TryParse(x, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null),
        _ when type == typeof(long) => Number("a whole number", x => long.TryParse(x, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null),
        _ when type == typeof(double) => Number("a number", x => double.TryParse(x, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null),
        _ when type == typeof(decimal) => Number("a number", x => decimal.TryParse(x, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null),
        _ when type == typeof(bool) => new("true or false", x => bool.TryParse(x, out var value) && x.Length == x.Trim().Length ? value : null, x => (bool)x ? "true" : "false"),
        // Without a colon .NET would take it for days.
        _ when type == typeof(TimeSpan) => new("hours:minutes:seconds", x => x.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParseExact(x, "c", CultureInfo.InvariantCulture, out var time) ? time : null, x => ((TimeSpan)x).ToString("c", CultureInfo.InvariantCulture)),
        _ when type == typeof(Uri) => new("an absolute URI", ParseUri, x => ((Uri)x).OriginalString),
        { IsEnum: true } => Names(type),
        _ => null,
    };

    private static SettingType Number(string words, Func<string, object?> parse) => new(words, parse, x => Convert.ToString(x, CultureInfo.InvariantCulture)!);

    // A path is an absolute URI to .NET on Unix; a setting says its scheme.
    private static Uri? ParseUri(string text) =>
        text.Contains(':', StringComparison.Ordinal) && !text.Any(char.IsWhiteSpace) && Uri.TryCreate(text, UriKind.Absolute, out var uri) && text.StartsWith(uri.Scheme + ":", StringComparison.OrdinalIgnoreCase) ? uri : null;

    private static SettingType Names(Type type)
    {
        var names = Enum.GetNames(type);
        return new(Words(names), x => names.FirstOrDefault(name => name.Equals(x, StringComparison.OrdinalIgnoreCase)) is { } name ? Enum.Parse(type, name) : null, x => x.ToString()!);

        static string Words(string[] names) => names.Length == 1 ? names[0] : $"{string.Join(", ", names[..^1])} or {names[^1]}";
    }

    private static SettingType List(Type element, SettingType scalar) => new(
        $"a list with commas between, each {scalar.Words}",
        text => ParseList(text, element, scalar),
        x => string.Join(',', ((IEnumerable)x).Cast<object>().Select(scalar.Format)))
    {
        Element = element,
    };

    private static Array? ParseList(string text, Type element, SettingType scalar)
    {
        object?[] values = [.. text.Split(',', StringSplitOptions.TrimEntries).Select(x => x.Length == 0 ? null : scalar.Parse(x))];
        if (values.Contains(null))
            return null;
        var list = Array.CreateInstance(element, values.Length);
        Array.Copy(values, list, values.Length);
        return list;
    }

    private static Type? ElementOf(Type type) => type switch
    {
        { IsArray: true } => type.GetElementType(),
        { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) => type.GenericTypeArguments[0],
        _ => null,
    };
}
