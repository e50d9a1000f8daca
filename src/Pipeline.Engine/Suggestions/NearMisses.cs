namespace Pipeline.Engine.Suggestions;

/// <summary>Finds what somebody meant who typed a name that doesn't exist: targets, parameters, enum values, profiles.</summary>
public static class NearMisses
{
    private const int MaxSuggestions = 3;

    /// <summary>
    /// The candidates nearest to <paramref name="input"/>, best first, at most three. Case, dashes and underscores don't count.
    /// A candidate is near when it begins with the input, when the input abbreviates its words (<c>CovRep</c> for <c>CoverageReport</c>),
    /// when it contains the input, or when at most a third of the letters differ (a swap of neighbours counts once).
    /// </summary>
    public static IReadOnlyList<string> Find(string input, IEnumerable<string> candidates)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(candidates);
        var typed = Simplified(input);
        if (typed.Length == 0)
            return [];

        var found = new List<string>();
        var scores = new List<int>();
        foreach (var candidate in candidates)
        {
            var score = Score(input, typed, candidate);
            if (score == int.MaxValue || found.Contains(candidate))
                continue;
            var at = 0;
            while (at < found.Count && scores[at] <= score)
                at++;
            if (at >= MaxSuggestions)
                continue;
            found.Insert(at, candidate);
            scores.Insert(at, score);
            if (found.Count > MaxSuggestions)
            {
                found.RemoveAt(MaxSuggestions);
                scores.RemoveAt(MaxSuggestions);
            }
        }

        return found;
    }

    /// <summary>The end of a message: <c> Did you mean 'Compile'?</c> with its leading space, or nothing where no candidate is near.</summary>
    public static string Hint(string input, IEnumerable<string> candidates)
    {
        var found = Find(input, candidates);
        return found.Count switch
        {
            0 => "",
            1 => $" Did you mean '{found[0]}'?",
            2 => $" Did you mean '{found[0]}' or '{found[1]}'?",
            _ => $" Did you mean '{found[0]}', '{found[1]}' or '{found[2]}'?",
        };
    }

    private static int Score(string input, string typed, string candidate)
    {
        var name = Simplified(candidate);
        if (name.Length == 0)
            return int.MaxValue;
        if (name == typed)
            return 0;

        var tolerated = Math.Max(1, Math.Max(typed.Length, name.Length) / 3);
        if (typed.Length == 1)
            tolerated = 0;
        var distance = EditDistance.Between(typed, name, tolerated);
        if (distance == 1)
            return 1;
        if (name.StartsWith(typed, StringComparison.Ordinal))
            return 2;
        if (typed.Length > 1 && AbbreviatesWords(input, candidate))
            return 3;
        if (distance <= tolerated)
            return 2 + distance;
        return typed.Length > 2 && (name.Contains(typed, StringComparison.Ordinal) || (name.Length > 2 && typed.StartsWith(name, StringComparison.Ordinal)))
            ? 20
            : int.MaxValue;
    }

    /// <summary>Whether the words of <paramref name="input"/> begin the words of <paramref name="candidate"/>, in order, starting with the first.</summary>
    private static bool AbbreviatesWords(string input, string candidate)
    {
        var at = 0;
        var inWord = false;
        foreach (var letter in input)
        {
            if (letter is '-' or '_')
            {
                inWord = false;
                continue;
            }

            if (inWord && !char.IsUpper(letter) && at < candidate.Length && SameLetter(candidate[at], letter))
            {
                at++;
                continue;
            }

            at = NextWord(candidate, at, letter);
            if (at < 0)
                return false;
            at++;
            inWord = true;
        }

        return true;
    }

    private static int NextWord(string candidate, int from, char letter)
    {
        for (var i = from; i < candidate.Length; i++)
        {
            var beginsWord = i == 0 || char.IsUpper(candidate[i]) || candidate[i - 1] is '-' or '_';
            if (beginsWord && SameLetter(candidate[i], letter))
                return i;
            if (i == 0)
                return -1;
        }

        return -1;
    }

    private static bool SameLetter(char left, char right) => char.ToLowerInvariant(left) == char.ToLowerInvariant(right);

    private static string Simplified(string name) => Parameters.ParameterName.Normalize(name);
}
