using System.Globalization;
using Nuke.Common;
using Nuke.Common.IO;
using Pipeline.Components.Targets;
using Pipeline.Errors;
using Pipeline.Kubernetes;
using Pipeline.Kubernetes.Reporting;
using Pipeline.Kubernetes.Validating;
using Serilog;

namespace Pipeline.Components.Manifests;

/// <summary>Holds the rendered manifests against what a cluster accepts, and against rules for what one wants to run (docs/policies.md).</summary>
public interface IValidateManifests : IRenderManifests
{
    /// <summary>Changes what is asked: the cluster's version, objects from elsewhere, schemas, waivers, registries.</summary>
    ReviewRequest ConfigureReview(ReviewRequest request) => request;

    /// <summary>Where the findings go, as JSON and as SARIF for code scanning.</summary>
    AbsolutePath FindingsDirectory => ArtifactsDirectory / "manifest-findings";

    /// <summary>Validates. Errors stop the delivery; all of them are told at once.</summary>
    Target ValidateManifests => _ => _
        .Description("Validates the rendered manifests, and holds them against the policies.")
        .DependsOn<IRenderManifests>(x => x.RenderManifests)
        .Produces(FindingsDirectory / "*")
        .Executes(async cancellationToken =>
        {
            FindingsDirectory.CreateOrCleanDirectory();
            List<ManifestReport> reports = [];
            foreach (var overlay in Overlays)
            {
                var report = await ManifestReview.ReviewAsync(ConfigureReview(new ReviewRequest(await RenderAsync(overlay, cancellationToken)) { RequireDigests = true }), cancellationToken);
                var options = new ReportOptions(RootDirectory!) { Category = overlay };
                Show(overlay, report, options);
                var name = overlay.Replace('/', '-');
                await File.WriteAllTextAsync(FindingsDirectory / $"{name}.json", JsonReport.Write(report, options), cancellationToken);
                await File.WriteAllTextAsync(FindingsDirectory / $"{name}.sarif", SarifReport.Write(report, options), cancellationToken);
                reports.Add(report);
            }

            ReportSummary(x =>
            {
                x["Errors"] = Count(reports, y => y.Errors);
                x["Warnings"] = Count(reports, y => y.Warnings);
                x["Waived"] = Count(reports, y => y.Waived);
                return x;
            });
            if (reports.Any(x => x.Errors.Any()))
                throw new PipelineException(KubernetesErrors.InvalidManifests, $"{Count(reports, x => x.Errors)} errors, shown above, in {string.Join(", ", Overlays.Zip(reports).Where(x => x.Second.Errors.Any()).Select(x => x.First))}. Nothing is deployed. {KubernetesErrors.InvalidManifests.Cure}");
        });

    private static void Show(string overlay, ManifestReport report, ReportOptions options)
    {
        Log.Information("{Overlay}: {Summary}", overlay, TextReport.Summary(report));
        if (!report.Findings.Any(x => x.WaivedBecause is null && x.Severity > FindingSeverity.Note))
            return;
        foreach (var line in TextReport.Lines(report, options))
        {
            if (line.Severity is FindingSeverity.Error)
                Log.Error("{Line:l}", line.Text);
            else if (line.Severity is FindingSeverity.Warning)
                Log.Warning("{Line:l}", line.Text);
            else
                Log.Information("{Line:l}", line.Text);
        }
    }

    private static string Count(IEnumerable<ManifestReport> reports, Func<ManifestReport, IEnumerable<Finding>> which) => reports.Sum(x => which(x).Count()).ToString(CultureInfo.InvariantCulture);
}
