using System.Text;
using System.Text.RegularExpressions;

namespace Pipeline.Containers.Engines;

/// <summary>
/// What <c>.dockerignore</c> leaves out of a build context (https://docs.docker.com/build/concepts/context/#dockerignore-files):
/// Go's patterns, with ** for any number of folders and ! for exceptions; the last that fits decides, and what fits a folder fits all in it.
/// </summary>
internal sealed class DockerIgnore
{
    private readonly IReadOnlyList<(Regex Pattern, bool IsException)> rules;

    private DockerIgnore(IReadOnlyList<(Regex, bool)> rules) => this.rules = rules;

    /// <summary>True when something in an excluded folder may yet be wanted.</summary>
    public bool HasExceptions => rules.Any(x => x.IsException);

    /// <exception cref="FormatException">A pattern can't be read; the message is the pattern.</exception>
    public static DockerIgnore Parse(string text)
    {
        var rules = new List<(Regex, bool)>();
        foreach (var raw in text.TrimStart('\uFEFF').Split('\n'))
        {
            var line = raw.Trim();
            if (line.Length == 0 || raw.StartsWith('#'))
                continue;

            var isException = line[0] == '!';
            var pattern = Clean(isException ? line[1..].Trim() : line);
            if (pattern.Length > 0)
                rules.Add((new Regex(Expression(pattern, line), RegexOptions.CultureInvariant | RegexOptions.Singleline), isException));
        }

        return new DockerIgnore(rules);
    }

    /// <param name="path">In the context, with slashes: <c>src/bin/a.dll</c>.</param>
    public bool Excludes(string path)
    {
        var excluded = false;
        foreach (var (pattern, isException) in rules)
        {
            if (excluded == isException && Fits(pattern, path))
                excluded = !isException;
        }

        return excluded;
    }

    private static bool Fits(Regex pattern, string path)
    {
        for (var end = path.Length; end > 0; end = path.LastIndexOf('/', end - 1))
        {
            if (pattern.IsMatch(path[..end]))
                return true;
        }

        return false;
    }

    // Go's filepath.Clean, and no leading slash.
    private static string Clean(string pattern)
    {
        var parts = new List<string>();
        foreach (var part in pattern.Split('/'))
        {
            if (part is "" or ".")
                continue;
            if (part == ".." && parts.Count > 0 && parts[^1] != "..")
                parts.RemoveAt(parts.Count - 1);
            else
                parts.Add(part);
        }

        return string.Join('/', parts);
    }

    private static string Expression(string pattern, string line)
    {
        var expression = new StringBuilder(@"\A");
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '*' when i + 1 < pattern.Length && pattern[i + 1] == '*':
                    i++;
                    if (i + 1 < pattern.Length && pattern[i + 1] == '/')
                        i++;
                    expression.Append(i + 1 == pattern.Length ? ".*" : "(?:.*/)?");
                    break;
                case '*':
                    expression.Append("[^/]*");
                    break;
                case '?':
                    expression.Append("[^/]");
                    break;
                case '[':
                    var close = pattern.IndexOf(']', Math.Min(i + 2, pattern.Length));
                    if (close < 0)
                        throw new FormatException(line);
                    var members = pattern[(i + 1)..close];
                    var isNegated = members[0] == '^';
                    expression.Append(isNegated ? "[^" : "[").Append(Members(isNegated ? members[1..] : members)).Append(']');
                    i = close;
                    break;
                case '\\' when i + 1 == pattern.Length:
                    throw new FormatException(line);
                case '\\':
                    expression.Append(Regex.Escape(pattern[++i].ToString()));
                    break;
                default:
                    expression.Append(Regex.Escape(pattern[i].ToString()));
                    break;
            }
        }

        return expression.Append(@"\z").ToString();
    }

    private static string Members(string members) => members.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("[", @"\[", StringComparison.Ordinal).Replace("^", @"\^", StringComparison.Ordinal);
}
