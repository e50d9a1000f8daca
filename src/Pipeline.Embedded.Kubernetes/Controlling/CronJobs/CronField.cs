using System.Globalization;

namespace Pipeline.Embedded.Kubernetes.Controlling.CronJobs;

/// <summary>One field of a schedule: the numbers it stands for, and whether it was a star.</summary>
internal sealed record CronField(IReadOnlySet<int> Numbers, bool IsStar)
{
    /// <param name="text">For example <c>*/15</c>, <c>1-5</c>, <c>MON,FRI</c>.</param>
    /// <param name="first">The smallest number allowed.</param>
    /// <param name="last">The largest.</param>
    /// <param name="names">Words for numbers, from <paramref name="first"/> on.</param>
    public static CronField? Parse(string text, int first, int last, IReadOnlyList<string> names)
    {
        var numbers = new HashSet<int>();
        foreach (var part in text.Split(','))
        {
            var step = part.Split('/');
            if (step.Length > 2 || Range(step[0], first, last, names) is not var (from, to))
                return null;

            var by = 1;
            if (step.Length == 2)
            {
                if (!int.TryParse(step[1], NumberStyles.None, CultureInfo.InvariantCulture, out by) || by == 0)
                    return null;
                // "5/15" is "from 5 to the end, every 15".
                if (step[0] is not ("*" or "?") && !step[0].Contains('-'))
                    to = last;
            }

            if (from < first || to > last || from > to)
                return null;
            for (var number = from; number <= to; number += by)
                numbers.Add(number);
        }

        return new CronField(numbers, text.StartsWith('*') || text.StartsWith('?'));
    }

    private static (int From, int To)? Range(string text, int first, int last, IReadOnlyList<string> names)
    {
        if (text is "*" or "?")
            return (first, last);

        var ends = text.Split('-');
        return ends.Length switch
        {
            1 when Number(ends[0], first, names) is { } only => (only, only),
            2 when Number(ends[0], first, names) is { } from && Number(ends[1], first, names) is { } to => (from, to),
            _ => null,
        };
    }

    private static int? Number(string text, int first, IReadOnlyList<string> names)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i].Equals(text, StringComparison.OrdinalIgnoreCase))
                return i + first;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
