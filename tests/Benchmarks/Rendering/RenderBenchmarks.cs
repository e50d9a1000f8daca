using System.Diagnostics;
using System.Globalization;
using Pipeline.Kubernetes.Rendering;

namespace Benchmarks.Rendering;

/// <summary>Rendering the production overlay, beside kubectl in the same rounds: as a call in a running process, and as a process of its own.</summary>
internal static class RenderBenchmarks
{
    private const string Overlay = "k8s/overlays/production";

    public static async Task<string> RunAsync(int runs)
    {
        var product = Workspace.FindProduct();
        var overlay = Path.Combine(product, Overlay);
        var directory = Directory.CreateTempSubdirectory("pipeline-bench-render-").FullName;
        await Timed.RunAsync("dotnet", ["publish", Path.Combine(product, "tests", "Benchmarks"), "-c", "Release", "-o", directory, "-p:PipelineReadyToRun=true", "-v", "q", "-nologo"], product);
        var all = await Series.MeasureAsync(
        [
            new("`kubectl kustomize`", () => Timed.RunAsync("kubectl", ["kustomize", overlay], overlay)),
            new("a program that renders once, compiled ahead of time", () => Timed.RunAsync("dotnet", [Path.Combine(directory, "Benchmarks.dll"), "render-once", overlay], overlay)),
            new("`KustomizeRenderer.RenderAsync` and `ToYaml`, in a running process", () => CallAsync(overlay)),
        ], runs);
        Directory.Delete(directory, recursive: true);
        return string.Create(CultureInfo.InvariantCulture, $"""
            ## Rendering {Overlay}

            {Series.Table(all, "x kubectl")}
            As a library call {all[0].Median / all[2].Median:0} times faster than `kubectl kustomize` ({all[2].Median:0.00} ms against {all[0].Median:0} ms); as a whole process {all[0].Median / all[1].Median:0.00} times as fast.
            """);
    }

    /// <summary>What the process of the second row does.</summary>
    public static async Task OnceAsync(string directory) => Console.Write((await KustomizeRenderer.RenderAsync(new RenderRequest(directory))).ToYaml());

    private static async Task<TimeSpan> CallAsync(string overlay)
    {
        var watch = Stopwatch.StartNew();
        (await KustomizeRenderer.RenderAsync(new RenderRequest(overlay))).ToYaml();
        return watch.Elapsed;
    }
}
