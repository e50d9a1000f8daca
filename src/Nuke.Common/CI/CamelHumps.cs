namespace Nuke.Common.CI;

/// <summary>Splits member names into words: <c>NuGetApiKey</c> into <c>NuGet</c>, <c>Api</c>, <c>Key</c>.</summary>
internal static class CamelHumps
{
    // Names of the trade that have a capital letter inside.
    private static readonly string[] s_words = ["GitHub", "GitLab", "GitVersion", "NuGet", "DotNet", "MSBuild", "MyGet", "ReSharper", "TeamCity", "AppVeyor", "SignPath", "BitBucket", "YouTube", "SonarQube"];

    public static IReadOnlyList<string> Split(string name)
    {
        var words = new List<string>();
        var start = 0;
        while (start < name.Length)
        {
            var end = KnownWord(name, start) ?? NextWord(name, start);
            words.Add(name[start..end]);
            start = end;
            while (start < name.Length && name[start] == '_')
                start++;
        }

        return words;
    }

    /// <summary>The customary name of a secret or variable: <c>NUGET_API_KEY</c>.</summary>
    public static string ToVariable(string name) => string.Join('_', Split(name)).ToUpperInvariant();

    private static int? KnownWord(string name, int start)
    {
        foreach (var word in s_words)
        {
            if (string.CompareOrdinal(name, start, word, 0, word.Length) == 0 && (start + word.Length == name.Length || !char.IsLower(name[start + word.Length])))
                return start + word.Length;
        }

        return null;
    }

    // A word ends before a capital after a small letter, before the last capital of several when a small letter follows, and before an underscore.
    private static int NextWord(string name, int start)
    {
        for (var i = start + 1; i < name.Length; i++)
        {
            if (name[i] == '_')
                return i;
            var followedBySmall = i + 1 < name.Length && char.IsLower(name[i + 1]);
            if (char.IsUpper(name[i]) && (!char.IsUpper(name[i - 1]) || followedBySmall))
                return i;
        }

        return name.Length;
    }
}
