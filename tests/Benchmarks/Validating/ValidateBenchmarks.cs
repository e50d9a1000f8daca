using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Rendering;
using Pipeline.Kubernetes.Reporting;
using Pipeline.Kubernetes.Validating;

namespace Benchmarks.Validating;

/// <summary>Validating and reviewing 5,000 objects: the production overlay, again and again under other names, each copy in a namespace of its own.</summary>
internal static class ValidateBenchmarks
{
    private const string Overlay = "k8s/overlays/production";
    private const int Objects = 5000;

    public static async Task<string> RunAsync(int runs)
    {
        var rendered = await KustomizeRenderer.RenderAsync(new RenderRequest(Path.Combine(Workspace.FindProduct(), Overlay)));
        var manifests = Copies(rendered.Objects);
        var findings = 0;
        var all = await Series.MeasureAsync(
        [
            new("`ManifestValidator.Validate`", () => Task.FromResult(Time(() => ManifestValidator.Validate(new ValidationRequest(manifests))))),
            new("`ManifestReview.ReviewAsync`: validation, policies, waivers, places", async () =>
            {
                var watch = Stopwatch.StartNew();
                findings = (await ManifestReview.ReviewAsync(new ReviewRequest(manifests))).Findings.Count;
                return watch.Elapsed;
            }),
            new("`ManifestReview.ReviewAsync` and `SarifReport.Write`", async () =>
            {
                var watch = Stopwatch.StartNew();
                SarifReport.Write(await ManifestReview.ReviewAsync(new ReviewRequest(manifests)), new ReportOptions(Workspace.FindProduct()));
                return watch.Elapsed;
            }),
        ], runs);
        return string.Create(CultureInfo.InvariantCulture, $"""
            ## Validating {Objects} objects

            {Series.Table(all, "x the first")}
            {manifests.Objects.Count} objects, {findings} findings with the waived ones (the images aren't pinned here), in a running process; the goal is 2,000 ms.
            """);
    }

    private static RenderedManifests Copies(IReadOnlyList<ManifestObject> objects) => new(
    [
        .. Enumerable.Range(0, Objects / objects.Count + 1).SelectMany(x => objects.Select(y => new ManifestObject(Renamed((JsonObject)y.Body.DeepClone(), $"space-{x}"), y.Source))).Take(Objects),
    ]);

    private static JsonObject Renamed(JsonObject body, string space)
    {
        body["metadata"]![(string?)body["kind"] == "Namespace" ? "name" : "namespace"] = space;
        return body;
    }

    private static TimeSpan Time(Action action)
    {
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed;
    }
}
