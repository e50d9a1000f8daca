using Pipeline.Errors;
using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Policies;
using Pipeline.Kubernetes.Validating;
using Pipeline.Kubernetes.Validating.Schemas;

namespace Pipeline.Kubernetes.Reporting;

/// <summary>Everything that is asked of manifests before they are deployed: whether the cluster would take them, and whether one wants to run them.</summary>
public static class ManifestReview
{
    /// <summary>Validates, asks the policies, sets aside what is waived, and finds the places in the files. All findings at once.</summary>
    /// <exception cref="PipelineException">PIPE4201 or PIPE4202 for a waiver or schema file that can't be read.</exception>
    public static async Task<ManifestReport> ReviewAsync(ReviewRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var schemas = await CustomSchemas.ReadAsync(request.SchemaPaths, cancellationToken);
        IReadOnlyList<Waiver> fromFile = request.WaiverFile is { } path ? await WaiverFile.ReadAsync(path, cancellationToken) : [];
        var report = Review(request, schemas, fromFile);
        return report with { Findings = await SourceLocator.LocateAsync(report.Findings, request.Manifests.Objects, cancellationToken) };
    }

    internal static ManifestReport Review(ReviewRequest request, CustomSchemas schemas, IReadOnlyList<Waiver> fromFile)
    {
        var objects = request.Manifests.Objects;
        var set = new ManifestSet(objects);
        var context = new PolicyContext(set, request.AllowedRegistries);
        var waivers = new WaiverCheck([.. objects.SelectMany(Waiver.Of), .. fromFile], DateOnly.FromDateTime(request.Time.GetUtcNow().UtcDateTime));
        var validation = new ValidationRequest(request.Manifests) { Version = request.Version, External = request.External, Schemas = schemas };

        List<Finding> findings =
        [
            .. ManifestValidator.Check(set, validation).Concat(RuleCatalogue.Policies.SelectMany(x => x.Find(context))).Select(x => x.ToFinding() with
            {
                Severity = x.Rule == ResourcePolicies.Digest && request.RequireDigests ? FindingSeverity.Error : x.Rule.Severity,
                WaivedBecause = waivers.ReasonFor(x),
            }),
        ];
        findings.AddRange(waivers.Findings());
        return new ManifestReport { Findings = findings, ObjectCount = objects.Count };
    }
}
