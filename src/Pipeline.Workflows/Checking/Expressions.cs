using System.Text.RegularExpressions;

namespace Pipeline.Workflows.Checking;

/// <summary>Finds expressions in texts. GitHub's names are case-insensitive.</summary>
internal static partial class Expressions
{
    /// <summary>What stands between <c>${{</c> and <c>}}</c>.</summary>
    public static IEnumerable<string> In(string? text) => Braces().Matches(text ?? "").Select(x => x.Groups[1].Value);

    /// <summary>Secrets that an expression names, without the run's own token; <c>*</c> for all of them at once.</summary>
    public static IEnumerable<string> Secrets(string expression)
    {
        foreach (var match in Context().Matches(expression).Where(x => x.Groups["context"].Success))
        {
            var name = match.Groups["name"] is { Success: true } dotted ? dotted.Value : match.Groups["index"] is { Success: true } index ? index.Value : "*";
            if (!name.Equals("GITHUB_TOKEN", StringComparison.OrdinalIgnoreCase))
                yield return name;
        }
    }

    [GeneratedRegex(@"\$\{\{(.*?)\}\}", RegexOptions.Singleline)]
    private static partial Regex Braces();

    // In a string that an expression holds, `secrets` is no context; a string behind its bracket is a name.
    [GeneratedRegex(@"'(?:[^']|'')*'|(?<![\w.-])(?<context>secrets)\b(?:\s*\.\s*(?<name>[\w*-]+)|\s*\[\s*'(?<index>[^']*)'\s*\])?", RegexOptions.IgnoreCase)]
    private static partial Regex Context();
}
