using Pipeline.Kubernetes.Recording;
using Pipeline.Releases.Planning;
using Pipeline.Releases.Policies;
using Pipeline.Releases.Proving;

namespace Pipeline.Releases.Tests;

internal static class Samples
{
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public static EvidenceRecord Passed(Evidence kind) => new() { Kind = kind.Name, Result = EvidenceResult.Passed, At = Now.AddHours(-2) };

    public static Release Release(int number = 42, ReleaseState state = ReleaseState.Deployed) => new()
    {
        Application = "agentkit",
        Number = number,
        State = state,
        Sequence = number,
        StartedBy = "ci",
        StartedAt = Now.AddHours(-3),
        DeployedAt = Now.AddHours(-2),
        ChangedAt = Now.AddHours(-2),
        PlanHash = "sha256:plan",
        SetHash = "sha256:set",
    };

    public static PromotionFacts Facts => new()
    {
        Now = Now,
        Source = Release(),
        Evidence = EvidenceBundle.Of([Passed(Evidence.Tests), Passed(Evidence.Scan), Passed(Evidence.SmokeTest) with { Environment = "staging" }]),
        ImageHasBase = true,
    };

    public static ReleasePlan Plan => new()
    {
        Application = "agentkit",
        Environment = "production",
        Number = 42,
        CurrentNumber = 41,
        ClusterUid = "uid-1",
        Commit = "0123456789abcdef",
        Images = [new ImageSignature("ghcr.io/acme/agentkit@sha256:aa", "release key 2026", "All statements verify.")],
        Migrations = new PlannedMigrations { CurrentVersion = 5, PlanHash = "sha256:m", Steps = [new PlannedMigration(6, "allow contacts", "expand", "sha256:c")], Findings = ["warning: builds an index"] },
        DeployPlanHash = "sha256:d",
        Objects = [new PlannedObjectChange("change", "Deployment/agentkit-production/agentkit-server", ["    ~ spec.replicas: 2 -> 3"])],
        Settings = [new SettingDifference("AGENTKIT_LOG_LEVEL", "Debug", "Information"), new SettingDifference("AGENTKIT_NEW", null, "1")],
        Secrets = [new PlannedSecret("agentkit/production/database/password", "7"), new PlannedSecret("agentkit/production/signing/key", null)],
        WorkflowDigest = "sha256:w",
        Evidence = Facts.Evidence,
        Policy = PolicyEvaluation.Evaluate(PromotionPolicy.From("staging").To("production").Requiring(Evidence.Tests), Facts),
        MadeAt = Now,
        MadeBy = "ana",
    };
}
