using System.Text.RegularExpressions;

namespace Pipeline.Workflows.Writing;

/// <summary>A text as YAML reads it back, in the plainest form that is safe by YAML 1.1 and 1.2.</summary>
internal static partial class YamlScalar
{
    // Read as something else than text by one of the two versions.
    private static readonly string[] s_words = ["true", "false", "yes", "no", "on", "off", "y", "n", "null", "~"];

    public static string Of(string text) =>
        IsPlain(text) ? text
        : text.Any(x => char.IsControl(x) || x is '\u0085' or '\u2028' or '\u2029') ? Escaped(text)
        : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>Whether the text can stand as a block: each line as it is, and nothing that a block would change.</summary>
    public static bool IsBlock(string text) =>
        text.Contains('\n', StringComparison.Ordinal) && !char.IsWhiteSpace(text[0]) && !text.EndsWith('\n')
        && text.All(x => x is '\n' or '\t' || !char.IsControl(x) && x is not '\u0085' and not '\u2028' and not '\u2029' and not '\uFEFF');

    private static bool IsPlain(string text) =>
        Plain().IsMatch(text) && !text.Contains(": ", StringComparison.Ordinal) && !text.Contains(" #", StringComparison.Ordinal) && !text.EndsWith(':')
        && !s_words.Contains(text, StringComparer.OrdinalIgnoreCase) && !Number().IsMatch(text) || IsExpression(text);

    // `${{ … }}` may begin with a dollar, but the rest must hold nothing that ends a plain scalar.
    private static bool IsExpression(string text) =>
        text.StartsWith("${{", StringComparison.Ordinal) && text.EndsWith('}') && Printable().IsMatch(text)
        && !text.Contains(": ", StringComparison.Ordinal) && !text.Contains(" #", StringComparison.Ordinal);

    private static string Escaped(string text) =>
        $"\"{string.Concat(text.Select(x => x switch
        {
            '"' => "\\\"",
            '\\' => @"\\",
            '\n' => "\\n",
            '\t' => "\\t",
            _ when char.IsControl(x) || x is '\u0085' or '\u2028' or '\u2029' => $"\\u{(int)x:X4}",
            _ => x.ToString(),
        }))}\"";

    [GeneratedRegex(@"\A[A-Za-z_./$(][ -~]*(?<! )\z")]
    private static partial Regex Plain();

    [GeneratedRegex(@"\A[ -~]*(?<! )\z")]
    private static partial Regex Printable();

    [GeneratedRegex(@"\A[-+]?(?:\.?[0-9][0-9_.:eExXoO+-]*|\.(?:inf|nan))\z", RegexOptions.IgnoreCase)]
    private static partial Regex Number();
}
