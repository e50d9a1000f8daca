using Pipeline.Components.Coverage;
using Pipeline.Components.Reporting;
using Pipeline.Engine.Execution;
using Pipeline.Engine.Planning;
using Pipeline.Engine.Targets;
using Pipeline.Releases.Proving;

namespace Pipeline.Components.Tests.Reporting;

/// <summary>Runs to show: made by hand, so that each case is there.</summary>
internal static class SampleRun
{
    public static readonly DateTimeOffset Start = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public static TargetResult Ended(string name, TargetStatus status, double from = 0, double seconds = 0, string? reason = null) =>
        new() { Name = name, Status = status, StartedAfter = TimeSpan.FromSeconds(from), Duration = TimeSpan.FromSeconds(seconds), Reason = reason };

    public static PlannedTarget Planned(string name, params string[] needs) =>
        new() { Definition = new TargetDefinition { Name = name, DependsOn = needs }, Cause = "requested", Needs = needs, WaitsFor = needs };

    public static DeliveryRun Of(IReadOnlyList<(PlannedTarget Target, TargetResult Result)> targets, double seconds) => new()
    {
        Plan = new Plan { Targets = [.. targets.Select(x => x.Target)], Requested = [targets.Count > 0 ? targets[^1].Target.Name : "Deploy"] },
        Result = new RunResult { Targets = [.. targets.Select(x => x.Result)], StartedAt = Start, Duration = TimeSpan.FromSeconds(seconds) },
        Application = "agentkit-server",
        Environment = "staging",
        Commit = "0123456789abcdef0123456789abcdef01234567",
        IsClean = true,
        Origin = "build-machine",
        StartedBy = "ana",
        Files = new DeliveryFiles(),
    };

    public static DeliveryRun Empty => Of([], 0);

    /// <summary>A rehearsal as it should be: much from the cache, several things at once.</summary>
    public static DeliveryRun Rehearsal
    {
        get
        {
            var run = Of(
                [
                    (Planned("Restore"), Ended("Restore", TargetStatus.Cached, 0, 0.4, "nothing changed")),
                    (Planned("Compile", "Restore"), Ended("Compile", TargetStatus.Succeeded, 0.4, 31.2)),
                    (Planned("TestFast", "Compile"), Ended("TestFast", TargetStatus.Succeeded, 31.6, 24.1) with { Summary = [new("Passed", "412")] }),
                    (Planned("CheckFastTests", "TestFast"), Ended("CheckFastTests", TargetStatus.Succeeded, 55.7, 0.6) with { Summary = [new("Lines", "91.2 %"), new("Branches", "83.0 %")] }),
                    (Planned("PublishService", "Compile"), Ended("PublishService", TargetStatus.Succeeded, 31.6, 4.2)),
                    (Planned("BuildImage", "PublishService"), Ended("BuildImage", TargetStatus.Succeeded, 35.8, 1.1) with { Summary = [new("Digest", "sha256:d0366e1697a5"), new("Size", "0.1 MiB")] }),
                    (Planned("Sbom", "BuildImage"), Ended("Sbom", TargetStatus.Succeeded, 36.9, 0.8)),
                    (Planned("ScanImage", "BuildImage"), Ended("ScanImage", TargetStatus.Succeeded, 36.9, 2.4)),
                    (Planned("Audit", "Restore"), Ended("Audit", TargetStatus.Succeeded, 31.6, 3.2)),
                    (Planned("ValidateManifests", "BuildImage"), Ended("ValidateManifests", TargetStatus.Succeeded, 39.3, 1.3)),
                    (Planned("Migrate", "Compile"), Ended("Migrate", TargetStatus.Succeeded, 40.6, 5.2) with { Summary = [new("Migrations", "6 of 6"), new("Version", "6")] }),
                    (Planned("Deploy", "Migrate", "ValidateManifests", "CheckFastTests"), Ended("Deploy", TargetStatus.Succeeded, 56.3, 9.4) with { Summary = [new("Release", "42"), new("Result", "Deployed")] }),
                    (Planned("SmokeTest", "Deploy"), Ended("SmokeTest", TargetStatus.Succeeded, 65.7, 1.9) with { Summary = [new("smoke-test", "passed")] }),
                    (Planned("PlanRelease", "SmokeTest"), Ended("PlanRelease", TargetStatus.Succeeded, 67.6, 1.2) with { Summary = [new("Release", "42"), new("Policy", "met"), new("Plan", "sha256:0123456789ab")] }),
                    (Planned("Promote", "PlanRelease"), Ended("Promote", TargetStatus.Succeeded, 68.8, 11.7) with { Summary = [new("Release", "42"), new("Result", "Promoted")] }),
                    (Planned("Notify", "Promote"), Ended("Notify", TargetStatus.Skipped, reason: "Webhook is not null")),
                    (Planned("Rehearse", "Promote", "Sbom", "ScanImage", "Audit"), Ended("Rehearse", TargetStatus.Succeeded, 80.5, 0.1)),
                ],
                80.7);
            return run with
            {
                Environment = "rehearsal",
                IsRehearsal = true,
                Result = run.Result with
                {
                    Problems =
                    [
                        new("ScanImage", new OutputLine(Start, OutputLevel.Warning, "Scan not done: agentkit-server: no Trivy on this machine")),
                        new("BuildImage", new OutputLine(Start, OutputLevel.Warning, "\e[33mNo base image\e[0m: the image holds the application layer alone.")),
                    ],
                },
                Files = Files,
            };
        }
    }

    /// <summary>A delivery that fails while it deploys.</summary>
    public static DeliveryRun Failed => Of(
        [
            (Planned("Compile"), Ended("Compile", TargetStatus.Cached, 0, 0.3, "nothing changed")),
            (Planned("Migrate", "Compile"), Ended("Migrate", TargetStatus.Succeeded, 0.3, 4)),
            (Planned("Deploy", "Migrate"), Ended("Deploy", TargetStatus.Failed, 4.3, 62) with { Error = new InvalidOperationException("2 of 3 pods aren't ready.\nReadiness probe failed: HTTP 503") }),
            (Planned("SmokeTest", "Deploy"), Ended("SmokeTest", TargetStatus.NotRun, reason: "Deploy failed")),
            (Planned("Promote", "SmokeTest"), Ended("Promote", TargetStatus.Cancelled, 66.3, 1, "the run was cancelled")),
        ],
        66.5);

    public static DeliveryFiles Files => new()
    {
        Coverage =
        [
            new(File("coverage/summary.json"), new CoverageSummary(
                new CoverageFigures
                {
                    Lines = 14_974,
                    CoveredLines = 13_336,
                    Branches = 9333,
                    CoveredBranches = 7393,
                    Assemblies = new Dictionary<string, CoverageFigures>
                    {
                        ["AgentKit.Server"] = new() { Lines = 4120, CoveredLines = 3921, Branches = 1200, CoveredBranches = 1011 },
                        ["Pipeline.Engine"] = new() { Lines = 6367, CoveredLines = 5894, Branches = 3541, CoveredBranches = 2982 },
                        ["Pipeline.Releases"] = new() { Lines = 1204, CoveredLines = 702, Branches = 0, CoveredBranches = 0 },
                    },
                },
                new TestFigures { Passed = 3312, Failed = 0, Skipped = 2, SkipReasons = ["Needs radosgw. Install it with: sudo tests/components/radosgw.sh install"] })),
        ],
        Images = [new(File("images/agentkit-server.json", -90), new FoundImage("agentkit-server", "2fe890c5ee4c", "sha256:d0366e1697a5cb851d88965a997a83669564761570da179be67ccfb4dd9a54dc", HasBase: false, 155_278))],
        Scans =
        [
            new(File("scan/agentkit-server.summary.json"), new FoundVerdict { State = "not done", Reason = "There is no Trivy on this machine, and no container engine to run it in.", Image = "agentkit-server@sha256:d0366e1697a5cb851d88965a997a83669564761570da179be67ccfb4dd9a54dc" }),
            new(File("scan/agentkit-ops.summary.json"), new FoundVerdict
            {
                State = "failed",
                Reason = "1 finding counts.",
                Image = "agentkit-ops@sha256:aaaa",
                Scanner = "0.75.0",
                DatabaseUpdatedAt = "2026-11-23T06:00:00Z",
                Fates = new Dictionary<string, long> { ["counted"] = 1, ["waived"] = 1, ["below threshold"] = 12 },
                Severities = new Dictionary<string, long> { ["critical"] = 0, ["high"] = 1 },
                Findings = [new("counted", "high", "CVE-2026-12345", "libssl3 3.0.11", "3.0.13", "openssl: denial of service", "https://avd.aquasec.com/nvd/cve-2026-12345"), new("waived", "high", "CVE-2026-2", "zlib1g 1.2", "", "ana, until 2026-12-31: not reachable", "javascript:alert(1)"), new("below threshold", "low", "CVE-2026-3", "bash", "", "", null)],
            }),
        ],
        Audits = [new(File("audit/packages.json"), new FoundVerdict { State = "not done", Reason = "The feed serves no vulnerability data.", Image = "Pipeline.sln" })],
        Evidence = EvidenceBundle.Of(
        [
            new() { Kind = "tests", Result = EvidenceResult.Passed, At = Start.AddMinutes(1), Figures = new Dictionary<string, string> { ["passed"] = "412", ["skipped"] = "0" }, Inputs = [new("sources", "0123456789abcdef0123456789abcdef01234567")] },
            new() { Kind = "image", Result = EvidenceResult.Passed, At = Start.AddDays(-1), Inputs = [new("image", "sha256:d0366e1697a5cb851d88965a997a83669564761570da179be67ccfb4dd9a54dc")] },
            new() { Kind = "scan", Result = EvidenceResult.NotDone, At = Start.AddMinutes(1), Reason = "agentkit-server: there is no Trivy on this machine." },
            new() { Kind = "audit", Result = EvidenceResult.NotDone, At = Start.AddMinutes(1), Reason = "The feed serves no vulnerability data." },
            new() { Kind = "sbom", Result = EvidenceResult.Passed, At = Start.AddMinutes(1), Figures = new Dictionary<string, string> { ["agentkit-server.packages"] = "61" } },
            new() { Kind = "smoke-test", Result = EvidenceResult.Passed, Environment = "staging", At = Start.AddMinutes(1), Figures = new Dictionary<string, string> { ["checks"] = "7", ["slowestMilliseconds"] = "38" } },
            new() { Kind = "smoke-test", Result = EvidenceResult.Failed, Environment = "production", At = Start.AddMinutes(1), Reason = "GET /ready: 503" },
        ]).Records,
        Plans = [new(File("release/release.production.md"), "# Release 42 of agentkit to production\n\nPlan `sha256:0123`\n\n## Policy: default is met\n\n| | Condition | Found |\n|---|---|---|\n| ✓ | Tests | passed |\n\n## Cluster\n\n```diff\n! Deployment/agentkit-production/agentkit-server\n    ~ spec.replicas: 2 -> 3\n+ ConfigMap/agentkit-production/settings\n- Job/agentkit-production/old\n```\n"), new(File("release/release.staging.md", -7200), "# Old plan\n")],
        Files = [File("scan/agentkit-server.sarif"), File("sbom/agentkit-server.cdx.json"), File("manifests/staging.yaml"), File("release/a b#1.md", -7200), File("run.json")],
        Unreadable = ["evidence/broken.json can't be read: '{' is an invalid start of a property name."],
    };

    private static FoundFile File(string path, double secondsAfterStart = 60) => new(path, Start.AddSeconds(secondsAfterStart));
}
