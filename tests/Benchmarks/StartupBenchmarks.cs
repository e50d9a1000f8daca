using System.Globalization;

namespace Benchmarks;

/// <summary>What a start costs, beside a bare process.</summary>
internal static class StartupBenchmarks
{
    public static async Task<string> RunAsync(Workspace workspace, int runs)
    {
        var script = Path.Combine(workspace.Product, "build.sh");
        var app = Workspace.AppOf(workspace.Product);
        var sample = Workspace.AppOf(workspace.Sample);
        var many = new Dictionary<string, string> { ["SAMPLE_BUILD"] = "many" };
        var all = await Series.MeasureAsync(
        [
            new("hello world, bare process", () => Timed.RunAsync(workspace.Hello, [], workspace.Product)),
            new("`./build.sh --help`", () => Timed.RunAsync(script, ["--help"], workspace.Product)),
            new("`./build.sh Nothing`", () => Timed.RunAsync(script, ["Nothing"], workspace.Product)),
            new("its program alone, `Nothing`", () => Timed.RunAsync(app, ["Nothing"], workspace.Product)),
            new("a small build's program, 1 target", () => Timed.RunAsync(sample, ["Nothing"], workspace.Sample)),
            new("500 no-op targets, sequential", () => Timed.RunAsync(sample, ["All", "--sequential"], workspace.Sample, many)),
            new("500 no-op targets, `--parallel`", () => Timed.RunAsync(sample, ["All", "--parallel"], workspace.Sample, many)),
        ], runs);
        return string.Create(CultureInfo.InvariantCulture,
            $"## Start\n\n{Series.Table(all, "x hello")}\n500 no-op targets add {all[5].Median - all[4].Median:0} ms sequential, {all[6].Median - all[4].Median:0} ms parallel.\n");
    }
}
