namespace Pipeline.Configuration.Binding;

/// <summary>Finds the variable that a misspelt one probably meant.</summary>
internal static class NearMiss
{
    /// <summary>The nearest name, or null where none is near: at most a fifth of the letters differ, two at least.</summary>
    public static string? Of(string name, IEnumerable<string> known) => known
        .Select(x => (Name: x, Distance: Distance(name.ToUpperInvariant(), x)))
        .Where(x => x.Distance <= Math.Max(2, x.Name.Length / 5))
        .OrderBy(x => x.Distance)
        .ThenBy(x => x.Name, StringComparer.Ordinal)
        .Select(x => x.Name)
        .FirstOrDefault();

    // Optimal string alignment: a swap of neighbours counts once.
    private static int Distance(string left, string right)
    {
        var beforeLast = new int[right.Length + 1];
        var last = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var row = 1; row <= left.Length; row++)
        {
            var current = new int[right.Length + 1];
            current[0] = row;
            for (var column = 1; column <= right.Length; column++)
            {
                current[column] = Math.Min(Math.Min(last[column], current[column - 1]) + 1, last[column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1));
                if (row > 1 && column > 1 && left[row - 1] == right[column - 2] && left[row - 2] == right[column - 1])
                    current[column] = Math.Min(current[column], beforeLast[column - 2] + 1);
            }

            (beforeLast, last) = (last, current);
        }

        return last[^1];
    }
}
