using Pipeline.Configuration.Describing;
using Pipeline.Configuration.Sources;

namespace Pipeline.Configuration.Drift;

/// <summary>What source code reads, against the catalogue and the typed exceptions to it.</summary>
internal static class SourceCheck
{
    public static IEnumerable<DriftFinding> Find(DriftRequest request)
    {
        var known = request.Description.Settings.Select(x => x.Name).ToHashSet(StringComparer.Ordinal);
        var needed = new HashSet<(AllowedRead, string)>();
        foreach (var read in EnvironmentReads.Find(request.Sources))
        {
            var allowed = request.AllowedReads.FirstOrDefault(x => Covers(x, read));
            if (allowed is not null)
                needed.Add((allowed, read.Variable ?? ""));
            else if (read.Variable is null)
                yield return new(DriftKind.UncataloguedRead, read.Place, read.Call, $"{read.Call} reads variables by names that can't be seen in the source.", "Take settings from the options classes, or list the file as an exception, with the reason.");
            else if (!known.Contains(read.Variable))
                yield return new(DriftKind.UncataloguedRead, read.Place, read.Variable, $"{read.Variable} is read, and is in no options class.", "Make it a setting, or list it as an exception, with the reason.");
        }

        foreach (var allowed in request.AllowedReads)
        {
            if (allowed.Variables.Count == 0 && !needed.Any(x => x.Item1 == allowed))
                yield return Stale(allowed, "nothing");
            foreach (var variable in allowed.Variables.Where(x => !needed.Contains((allowed, x))))
                yield return Stale(allowed, $"nothing named {variable}");
        }
    }

    private static bool Covers(AllowedRead allowed, EnvironmentRead read) =>
        (allowed.Path.EndsWith('/') ? read.File.StartsWith(allowed.Path, StringComparison.Ordinal) : read.File == allowed.Path)
        && (allowed.Variables.Count == 0 || (read.Variable is { } variable && allowed.Variables.Contains(variable)));

    private static DriftFinding Stale(AllowedRead allowed, string what) =>
        new(DriftKind.StaleException, allowed.Path, allowed.Path, $"The exception for {allowed.Path} isn't needed: {what} is read there.", "Take it off the list.");
}
