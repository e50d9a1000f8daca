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
        var native = Path.Combine(directory, "native");
        await Timed.RunAsync("dotnet", ["publish", Path.Combine(product, "tests", "Benchmarks"), "-c", "Release", "-o", directory, "-p:PipelineReadyToRun=true", "-v", "q", "-nologo"], product);
        await Timed.RunAsync("dotnet",
        [
            "publish", Path.Combine(product, "tests", "Render.Native"), "-c", "Release", "--use-current-runtime", "-o", native, "--artifacts-path", Path.Combine(directory, "artifacts"),
            "-p:CompileNative=true", "-p:CppCompilerAndLinker=gcc", "-v", "q", "-nologo",
        ], product);
        var all = await Series.MeasureAsync(
        [
            new("`kubectl kustomize`", () => Timed.RunAsync("kubectl", ["kustomize", overlay], overlay)),
            new("a program that renders once, compiled to native code (tests/Render.Native)", () => Timed.RunAsync(Path.Combine(native, "Render.Native"), [overlay], overlay)),
            new("the same on the .NET runtime, compiled ahead of time", () => Timed.RunAsync("dotnet", [Path.Combine(directory, "Benchmarks.dll"), "render-once", overlay], overlay)),
            new("`KustomizeRenderer.RenderAsync` and `ToYaml`, in a running process", () => CallAsync(overlay)),
        ], runs);
        Directory.Delete(directory, recursive: true);
        return string.Create(CultureInfo.InvariantCulture, $"""
            ## Rendering {Overlay}

            {Series.Table(all, "x kubectl")}
            As a library call {all[0].Median / all[3].Median:0} times faster than `kubectl kustomize` ({all[3].Median:0.00} ms against {all[0].Median:0} ms); as a whole process {all[0].Median / all[1].Median:0.0} times as fast as native code, {all[0].Median / all[2].Median:0.00} times on the runtime.
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
