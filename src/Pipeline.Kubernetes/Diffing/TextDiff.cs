namespace Pipeline.Kubernetes.Diffing;

/// <summary>The lines in which two texts differ, with one line of context, for values of several lines.</summary>
internal static class TextDiff
{
    // Longer texts than this are shown as a whole: the table of a comparison grows with the product.
    private const int LargestTable = 4_000_000;

    /// <summary>Lines that begin with <c>-</c>, <c>+</c> or a space; <c>…</c> where equal lines are left out.</summary>
    public static IReadOnlyList<string> Lines(string before, string after)
    {
        string[] old = before.Split('\n'), now = after.Split('\n');
        if ((long)old.Length * now.Length > LargestTable)
            return [.. old.Select(x => "-" + x), .. now.Select(x => "+" + x)];

        var all = Script(old, now, Lengths(old, now)).ToList();
        return [.. all.Select((x, i) => (x, i)).Where(x => IsNearChange(all, x.i)).Aggregate(new List<(string Line, int Index)>(), (shown, x) =>
        {
            if (x.i > (shown.Count == 0 ? 0 : shown[^1].Index + 1))
                shown.Add(("…", x.i - 1));
            shown.Add((x.x, x.i));
            return shown;
        }).Select(x => x.Line)];
    }

    private static bool IsNearChange(List<string> lines, int index) => Enumerable.Range(index - 1, 3).Any(x => x >= 0 && x < lines.Count && lines[x][0] != ' ');

    // Length of the longest common subsequence of what follows each pair of lines.
    private static int[,] Lengths(string[] old, string[] now)
    {
        var lengths = new int[old.Length + 1, now.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
        {
            for (var j = now.Length - 1; j >= 0; j--)
                lengths[i, j] = old[i] == now[j] ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
        }

        return lengths;
    }

    private static IEnumerable<string> Script(string[] old, string[] now, int[,] lengths)
    {
        var (i, j) = (0, 0);
        while (i < old.Length || j < now.Length)
        {
            if (i < old.Length && j < now.Length && old[i] == now[j])
            {
                yield return " " + old[i++];
                j++;
            }
            else if (j == now.Length || i < old.Length && lengths[i + 1, j] >= lengths[i, j + 1])
            {
                yield return "-" + old[i++];
            }
            else
            {
                yield return "+" + now[j++];
            }
        }
    }
}
