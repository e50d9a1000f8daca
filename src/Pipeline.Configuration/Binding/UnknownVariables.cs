using Pipeline.Configuration.Describing;

namespace Pipeline.Configuration.Binding;

/// <summary>Variables that look like settings of the program, and are none: most likely misspelt.</summary>
internal static class UnknownVariables
{
    // Near misses of shorter names are other programs' variables.
    private const int LeastLength = 8;

    public static IEnumerable<string> Find(IReadOnlyList<SettingDescription> settings, IEnumerable<string> variables)
    {
        var known = settings.Select(x => x.Name).ToHashSet(StringComparer.Ordinal);
        var prefixes = Prefixes(known);
        foreach (var name in variables.Where(x => !known.Contains(x)).Order(StringComparer.Ordinal))
        {
            var meant = NearMiss.Of(name, known);
            var isOurs = prefixes.Any(x => name.StartsWith(x, StringComparison.OrdinalIgnoreCase));
            if (meant is not null && (isOurs || meant.Length >= LeastLength))
                yield return $"{name} is no setting of this program. Did you mean {meant}?";
            else if (isOurs)
                yield return $"{name} is no setting of this program, and nothing reads it. --describe-configuration lists those that are.";
        }
    }

    // The words that most of the settings begin with; ASPNETCORE_ or FILE_ belong to others too.
    private static List<string> Prefixes(IEnumerable<string> known) =>
        [.. known.Select(x => x[..(x.IndexOf('_', StringComparison.Ordinal) + 1)]).Where(x => x.Length > 1).GroupBy(x => x).Where(x => x.Count() > 1).Select(x => x.Key)];
}
