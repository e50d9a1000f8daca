using System.Text;

namespace Pipeline.Engine.Parameters;

/// <summary>The spellings of a parameter's name. Case, dashes and underscores never count when names are compared.</summary>
public static class ParameterName
{
    // Product names that are one word although their letters change case.
    private static readonly string[] s_words = ["NuGet", "GitHub", "GitLab", "MyGet", "TeamCity", "DotNet", "MSBuild", "AppVeyor", "BitBucket", "DevOps", "MongoDB", "OAuth", "PowerShell", "SemVer", "OpenAPI", "macOS"];

    /// <summary>The name for comparison: lower case, without dashes and underscores. <c>--NuGet_Api-Key</c> gives <c>nugetapikey</c>.</summary>
    public static string Normalize(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Span<char> letters = name.Length <= 256 ? stackalloc char[name.Length] : new char[name.Length];
        var length = 0;
        foreach (var letter in name)
        {
            if (letter is not ('-' or '_'))
                letters[length++] = char.ToLowerInvariant(letter);
        }

        return letters[..length].ToString();
    }

    /// <summary>The name on the command line: <c>NuGetApiKey</c> gives <c>--nuget-api-key</c>.</summary>
    public static string ToOption(string name) => "--" + Words(name, '-').ToLowerInvariant();

    /// <summary>The name in the environment: <c>NuGetApiKey</c> gives <c>NUGET_API_KEY</c>, to be prefixed with <c>NUKE_</c> or not.</summary>
    public static string ToEnvironment(string name) => Words(name, '_').ToUpperInvariant();

    private static string Words(string name, char separator)
    {
        ArgumentNullException.ThrowIfNull(name);
        var text = new StringBuilder(name.Length + 8);
        var at = 0;
        while (at < name.Length)
        {
            if (name[at] is '-' or '_')
            {
                at++;
                Separate(text, separator);
                continue;
            }

            if (KnownWord(name, at) is { } word)
            {
                Separate(text, separator);
                text.Append(word);
                at += word.Length;
                if (at < name.Length && char.IsUpper(name[at]))
                    Separate(text, separator);
                continue;
            }

            if (at > 0 && BeginsWord(name, at))
                Separate(text, separator);
            text.Append(name[at++]);
        }

        return text.ToString();
    }

    private static bool BeginsWord(string name, int at) =>
        char.IsUpper(name[at]) && (!char.IsUpper(name[at - 1]) || (at + 1 < name.Length && char.IsLower(name[at + 1])));

    private static string? KnownWord(string name, int at)
    {
        foreach (var word in s_words)
        {
            if (string.CompareOrdinal(name, at, word, 0, word.Length) == 0)
                return word;
        }

        return null;
    }

    private static void Separate(StringBuilder text, char separator)
    {
        if (text.Length > 0 && text[^1] != separator)
            text.Append(separator);
    }
}
