using System.Globalization;
using Pipeline.Containers.Scanning.Gate;
using Pipeline.Containers.Tests.Scanning.Reports;

namespace Benchmarks.Containers;

/// <summary>Reading a report of 20 MB in Trivy's form, and the gate over it.</summary>
internal static class GateBenchmarks
{
    public const string Heading = "## Gate over a Trivy report";

    private const int Bytes = 20 * 1024 * 1024;

    public static async Task<string> RunAsync(ImageWorkshop workshop, int runs)
    {
        var report = LargeReport.Write(Bytes);
        var file = workshop.PathOf("report.json");
        await File.WriteAllBytesAsync(file, report);
        ScanVerdict? verdict = null;
        var all = await Series.MeasureAsync(
        [
            new("reading and judging, in a running process", () =>
            {
                (var time, verdict) = LargeReport.Judge(report);
                return Task.FromResult(time);
            }),
            new("the same, a process from start to end, file included", () => Timed.RunAsync("dotnet", [workshop.Program, "gate-once", file], workshop.Product)),
        ], runs);
        return string.Create(CultureInfo.InvariantCulture, $"{Series.Table(all, "x the first")}\n{report.Length / 1048576.0:0.0} MiB, {verdict!.Findings.Count} findings, 50 waivers; the goal is 500 ms.\n");
    }

    /// <summary>What the process does.</summary>
    public static async Task OnceAsync(string file) => Console.WriteLine(LargeReport.Judge(await File.ReadAllBytesAsync(file)).Verdict.Reason);
}
