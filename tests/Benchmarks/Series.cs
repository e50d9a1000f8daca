using System.Globalization;

namespace Benchmarks;

/// <summary>What was measured for one case.</summary>
internal sealed record Series(string Name, IReadOnlyList<double> Milliseconds)
{
    public double Median => Milliseconds.Order().ElementAt(Milliseconds.Count / 2);

    /// <summary>
    /// Runs all cases once in each round, so that whatever else the machine does meets them alike; the first round warms up and isn't counted.
    /// </summary>
    public static async Task<IReadOnlyList<Series>> MeasureAsync(IReadOnlyList<Case> cases, int rounds)
    {
        var times = cases.Select(_ => new List<double>()).ToList();
        for (var round = 0; round <= rounds; round++)
        {
            for (var i = 0; i < cases.Count; i++)
            {
                if (cases[i].Before is { } before)
                    await before();
                var elapsed = await cases[i].RunAsync();
                if (round > 0)
                    times[i].Add(elapsed.TotalMilliseconds);
            }
        }

        return [.. cases.Select((x, i) => new Series(x.Name, times[i]))];
    }

    /// <summary>A Markdown table; the last column compares with the first row.</summary>
    public static string Table(IReadOnlyList<Series> all, string ratio)
    {
        var rows = all.Select(x => string.Create(CultureInfo.InvariantCulture,
            $"| {x.Name} | {x.Median:0} | {x.Milliseconds.Min():0} | {x.Milliseconds.Max():0} | {x.Median / all[0].Median:0.00} |"));
        return $"| | median ms | min | max | {ratio} |\n|---|---:|---:|---:|---:|\n{string.Join('\n', rows)}\n";
    }
}
