using Pipeline.Engine.Caching;
using Pipeline.Engine.Planning;
using Pipeline.Engine.Targets;

namespace Pipeline.Engine.Tests.Reporting;

/// <summary>Plans of the size that people have.</summary>
internal static class SamplePlans
{
    public static Plan Delivery() => new()
    {
        Requested = ["Rehearse"],
        Targets =
        [
            Of("Clean", "needed by Restore", "Removes what earlier builds left", []),
            Of("Restore", "needed by Compile", "Restores packages", [], after: ["Clean"]),
            Of("Compile", "needed by Test, Publish", "Compiles the solution", ["Restore"], cached: true),
            Of("Lint", "triggered by Compile", "Checks the code style", [], after: ["Compile"], triggeredBy: ["Compile"]),
            Of("Test", "needed by CoverageGate", "Runs the fast tests", ["Compile"], cached: true),
            Of("CoverageGate", "needed by RecordRelease", "At least 85 % of lines", ["Test"]),
            Of("Publish", "needed by BuildImage", "Publishes the service", ["Compile"], cached: true),
            Of("BuildImage", "needed by ScanImage", "Packs the service as an OCI image", ["Publish"], cached: true),
            Of("ScanImage", "needed by PlanRelease", "Looks for known vulnerabilities", ["BuildImage"]),
            Of("Sbom", "needed by PlanRelease", "Lists what the image is made of", ["BuildImage"]),
            Of("RenderManifests", "needed by PlanRelease", "Renders the overlay", ["BuildImage"]),
            Of("ValidateManifests", "needed by PlanRelease", "Checks them against the API's schema", ["RenderManifests"]),
            Of("PlanRelease", "needed by Migrate", "What will change, and its hash", ["ScanImage", "Sbom", "ValidateManifests"]),
            Of("Migrate", "needed by Deploy", "Expand phase", ["PlanRelease"]),
            Of("Deploy", "needed by SmokeTest", "Server-side apply, then waits", ["Migrate", "RenderManifests"]),
            Of("SmokeTest", "needed by RecordRelease", "A few requests against the service", ["Deploy"]),
            Of("NotifySlack", "triggered by Deploy", "Tells the channel", [], after: ["Deploy"], triggeredBy: ["Deploy"], skip: "IsServerBuild"),
            Of("RecordRelease", "needed by Rehearse", "Writes the ledger", ["SmokeTest", "CoverageGate"]),
            Of("Rehearse", "requested", "The whole delivery on this machine", ["RecordRelease"]),
        ],
    };

    public static PlannedTarget Of(
        string name, string cause, string? description, string[] needs, string[]? after = null, string[]? triggeredBy = null, bool cached = false, string? skip = null) => new()
    {
        Definition = new TargetDefinition { Name = name, Description = description, TriggeredBy = triggeredBy ?? [], Cache = cached ? new CacheSpec() : null },
        Cause = cause,
        Needs = needs,
        WaitsFor = [.. needs, .. after ?? []],
        SkipReason = skip,
    };
}
