namespace Pipeline.Kubernetes.Rendering.Reading;

/// <summary>The known name that a misspelt one probably meant.</summary>
internal static class NearMiss
{
    public static string? Of(string name, IReadOnlyList<string> known) => known
        .Select(x => (Name: x, Distance: Distance(name.ToLowerInvariant(), x.ToLowerInvariant())))
        .Where(x => x.Distance <= Math.Max(1, name.Length / 3))
        .OrderBy(x => x.Distance)
        .Select(x => x.Name)
        .FirstOrDefault();

    // Levenshtein.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)));
        }

        return row[^1];
    }
}
