using System.Globalization;

namespace Benchmarks;

/// <summary>What work costs beside the least it could cost.</summary>
internal static class WorkBenchmarks
{
    public static async Task<string> RunAsync(Workspace workspace, int runs)
    {
        var script = Path.Combine(workspace.Sample, "build.sh");
        var source = Path.Combine(workspace.Sample, "build", "Build.cs");
        var edits = 0;
        Task EditAsync() => File.WriteAllTextAsync(source, string.Create(CultureInfo.InvariantCulture, $"{SampleBuild.Source}// {edits++}\n"));

        var diamond = await Series.MeasureAsync([new("", () => Timed.RunAsync(script, ["End", "--parallel", "2"], workspace.Sample))], Math.Min(runs, 5));
        var cached = await Series.MeasureAsync([new("", () => Timed.RunAsync(script, ["Cached"], workspace.Sample))], runs);
        var rebuild = await Series.MeasureAsync(
        [
            new("`dotnet build` of the build after an edit", () => Timed.RunAsync("dotnet", ["build", "build/_build.csproj", "-c", "Release", "-v", "q", "-nologo"], workspace.Sample)) { Before = EditAsync },
            new("`./build.sh Nothing` after an edit", () => Timed.RunAsync(script, ["Nothing"], workspace.Sample)) { Before = EditAsync },
        ], Math.Min(runs, 5));
        return string.Create(CultureInfo.InvariantCulture, $"""
            ## Work

            Diamond of sleeping targets, script included: median {diamond[0].Median:0} ms ({diamond[0].Milliseconds.Min():0} to {diamond[0].Milliseconds.Max():0}), {diamond[0].Median / SampleBuild.CriticalPathMilliseconds:0.000} of its critical path of {SampleBuild.CriticalPathMilliseconds} ms.

            Second, cached run over {SampleBuild.Files} files, script included: median {cached[0].Median:0} ms ({cached[0].Milliseconds.Min():0} to {cached[0].Milliseconds.Max():0}).

            {Series.Table(rebuild, "x the compiler's time")}
            """);
    }
}
