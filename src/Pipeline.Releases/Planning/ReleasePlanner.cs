using Pipeline.Kubernetes.Planning;
using Pipeline.Releases.Policies;
using Pipeline.Releases.Proving;

namespace Pipeline.Releases.Planning;

/// <summary>Makes the plan of a release out of what was found. Pure: the same facts give the same plan.</summary>
public static class ReleasePlanner
{
    /// <summary>The plan, with the policy's verdict.</summary>
    public static ReleasePlan Plan(ReleaseFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var (evidence, build) = (EvidenceJson.FromJson(facts.Source.Evidence, $"the record of release {facts.Source.Number} in {facts.Policy.Source}"), BuildFacts.Of(facts.Source));
        return new ReleasePlan
        {
            Application = facts.Deployment.Application,
            Environment = facts.Environment,
            Number = facts.Source.Number,
            CurrentNumber = facts.Deployment.CurrentNumber,
            ClusterUid = facts.Deployment.ClusterUid,
            Commit = build.Commit,
            ManifestCommit = facts.ManifestCommit == build.Commit ? null : facts.ManifestCommit,
            Images = facts.Images,
            Migrations = facts.Migrations is { } migrations ? PlannedMigrations.Of(migrations) : null,
            DeployPlanHash = facts.Deployment.HashBesideNamespace,
            Objects = [.. facts.Deployment.Objects.Where(x => x.Action != PlannedAction.Unchanged).Select(Change)],
            Warnings = facts.Deployment.Warnings,
            Settings = facts.Settings,
            Secrets = facts.Secrets,
            WorkflowDigest = facts.WorkflowDigest,
            Earlier = EarlierAttempt.Of(facts.LastPromotion, facts.Source.Number),
            Evidence = evidence,
            Policy = PolicyEvaluation.Evaluate(facts.Policy, new PromotionFacts
            {
                Now = facts.Now,
                Source = facts.Source,
                Evidence = evidence,
                ImageHasBase = build.HasBase,
                Images = facts.Images,
                MigrationProblem = facts.MigrationProblem ?? Blocked(facts),
                CanSmokeTest = facts.CanSmokeTest,
                ApprovedBy = facts.ApprovedBy,
                ApprovalsUnknown = facts.ApprovalsUnknown,
                FreezeOverride = facts.FreezeOverride,
            }),
            FreezeOverride = facts.FreezeOverride,
            NotWired = facts.NotWired,
            MadeAt = facts.Now,
            MadeBy = facts.MadeBy,
        };
    }

    private static PlannedObjectChange Change(PlannedObject item) => new(
        item.Action.ToString().ToLowerInvariant(),
        $"{item.Reference}{(item.Note is null ? "" : $" ({item.Note})")}",
        [.. PlanText.Changes(item).Select(x => x.Text)]);

    private static string? Blocked(ReleaseFacts facts) => facts.Migrations is { CanRun: false } plan
        ? string.Join(" ", plan.Findings.Where(x => x.Severity == Migrations.Planning.FindingSeverity.Blocker).Select(x => x.Message))
        : null;
}
