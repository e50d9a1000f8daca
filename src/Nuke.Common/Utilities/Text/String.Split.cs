namespace Nuke.Common.Utilities;

public static partial class StringExtensions
{
    private static readonly string[] s_knownWords =
        ["DotNet", "GitHub", "GitVersion", "MSBuild", "NuGet", "ReSharper", "AppVeyor", "TeamCity", "GitLab", "SignPath", "JetBrains"];

    /// <summary>Splits at the characters (with their position) that <paramref name="predicate"/> picks; with <paramref name="includeSplitCharacter"/> each begins the next part.</summary>
    public static IEnumerable<string> Split(this string str, Func<char, int, bool> predicate, bool includeSplitCharacter = false)
    {
        var start = 0;
        for (var i = 0; i < str.Length; i++)
        {
            if (!predicate(str[i], i))
                continue;
            yield return str[start..i];
            start = includeSplitCharacter ? i : i + 1;
        }

        yield return str[start..];
    }

    /// <summary>Splits where an upper-case letter follows a lower-case one: <c>MyBigTarget</c> to <c>My</c>, <c>Big</c>, <c>Target</c>. <paramref name="exclusions"/> stay whole.</summary>
    public static IEnumerable<string> SplitCamelHumps(this string str, params string[] exclusions)
    {
        var start = 0;
        for (var i = 0; i < str.Length;)
        {
            var word = WordAt(str, i, exclusions);
            if (i > start && (word > 0 || (char.IsUpper(str[i]) && (char.IsLower(str[i - 1]) || EndsWithWord(str, start, i, exclusions)))))
            {
                yield return str[start..i];
                start = i;
            }

            i += Math.Max(word, 1);
        }

        yield return str[start..];
    }

    /// <summary>Splits at humps, but leaves <c>MSBuild</c>, <c>NuGet</c>, <c>GitHub</c> and other such words whole.</summary>
    public static IEnumerable<string> SplitCamelHumpsWithKnownWords(this string str) => str.SplitCamelHumps(s_knownWords);

    /// <summary>The lines, empty ones too.</summary>
    public static string[] SplitLineBreaks(this string str) => str.Split(["\r\n", "\n"], StringSplitOptions.None);

    /// <summary>The words between spaces.</summary>
    public static string[] SplitSpace(this string str) => str.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static int WordAt(string text, int index, string[] words)
        => words.Where(x => x.Length > 0 && string.Compare(text, index, x, 0, x.Length, StringComparison.OrdinalIgnoreCase) == 0)
            .Select(x => x.Length)
            .DefaultIfEmpty()
            .Max();

    private static bool EndsWithWord(string text, int start, int end, string[] words)
        => Array.Exists(words, x => text.AsSpan(start, end - start).Equals(x, StringComparison.OrdinalIgnoreCase));
}
