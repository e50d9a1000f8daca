using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;

namespace Pipeline.Containers.Scanning.Waivers;

/// <summary>Trivy's path patterns: <c>*</c>, <c>?</c>, <c>[a-z]</c>, <c>{a,b}</c> within a folder, <c>**</c> across them.</summary>
internal static class PathPattern
{
    private static readonly ConcurrentDictionary<string, Regex?> s_patterns = new(StringComparer.Ordinal);

    /// <summary>Whether the pattern can be read.</summary>
    public static bool IsValid(string pattern) => Compiled(pattern) is not null;

    /// <summary>Whether the path is one of the pattern's. Trivy writes some paths of an image with a slash at the start, and some without.</summary>
    public static bool Matches(string pattern, string path) => Compiled(pattern) is { } regex && regex.IsMatch(path.TrimStart('/'));

    private static Regex? Compiled(string pattern) => s_patterns.GetOrAdd(pattern, static text =>
    {
        try
        {
            // Without backtracking, so that no pattern takes for ever.
            return new Regex(Translated(text.TrimStart('/')), RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (ArgumentException)
        {
            return null;
        }
    });

    private static string Translated(string pattern)
    {
        var regex = new StringBuilder("^");
        var alternatives = 0;
        for (var i = 0; i < pattern.Length; i++)
        {
            var rest = pattern.AsSpan(i);
            switch (pattern[i])
            {
                case '*' when rest.StartsWith("**/"):
                    regex.Append("(?:.*/)?");
                    i += 2;
                    break;
                case '*' when rest.StartsWith("**"):
                    regex.Append(".*");
                    i++;
                    break;
                case '*':
                    regex.Append("[^/]*");
                    break;
                case '?':
                    regex.Append("[^/]");
                    break;
                case '[' when rest.IndexOf(']') is > 1 and var end:
                    regex.Append('[').Append(rest[1] is '!' or '^' ? "^" : "").Append(rest[(rest[1] is '!' or '^' ? 2 : 1)..end].ToString().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal)).Append(']');
                    i += end;
                    break;
                case '{':
                    regex.Append("(?:");
                    alternatives++;
                    break;
                case '}' when alternatives > 0:
                    regex.Append(')');
                    alternatives--;
                    break;
                case ',' when alternatives > 0:
                    regex.Append('|');
                    break;
                case '\\' when rest.Length > 1:
                    regex.Append(Regex.Escape(pattern[++i].ToString()));
                    break;
                default:
                    regex.Append(pattern[i] is '[' ? "[" : Regex.Escape(pattern[i].ToString()));
                    break;
            }
        }

        return regex.Append('$').ToString();
    }
}
