using System.Xml.Linq;
using Pipeline.Components.Deploying;
using Pipeline.Components.Migrations;
using Pipeline.Components.Promoting;
using Pipeline.Components.Rehearsal;
using Pipeline.Components.SmokeTesting;
using Pipeline.Engine.Execution;
using Pipeline.Engine.Reporting;
using static Pipeline.Components.Reporting.Pages.Tag;

namespace Pipeline.Components.Reporting.Pages;

/// <summary>What happened to the environments: migrations, rollouts, smoke tests, and where it all is now.</summary>
internal static class RolloutSection
{
    private static readonly string[] s_targets =
    [
        nameof(IMigrateDatabase.PlanMigrations), nameof(IMigrateDatabase.Migrate), nameof(IMigrateDatabase.RollbackMigrations), nameof(IMigrateDatabase.VerifyMigrations),
        nameof(IDeploy.DiffManifests), nameof(IDeploy.Deploy), nameof(IDeploy.PlanRollback), nameof(IDeploy.Rollback), nameof(IDeploy.Releases), nameof(ISmokeTest.SmokeTest),
        nameof(IPromote.PlanRelease), nameof(IPromote.Promote), nameof(IPromote.FinishRelease), nameof(IRehearseDelivery.RehearseBadRelease),
    ];

    public static XElement? Of(DeliveryRun run)
    {
        var targets = run.Result.Targets.Where(x => s_targets.Contains(x.Name, StringComparer.OrdinalIgnoreCase)).ToList();
        var environments = run.Files.Evidence.Where(x => x.Environment is not null).ToList();
        return targets.Count + environments.Count == 0 ? null : Section("rollout", "Migration and rollout",
            targets.Count > 0 ? Table("Targets that work on environments", ["Target", "Result", "Took", "What it reported"], targets.Select(Row)) : null,
            environments.Select(EvidenceLine.Of));
    }

    private static object?[] Row(TargetResult target) =>
    [
        target.Name,
        Badge(Tones.Of(target.Status), StatusText.Word(target.Status).ToLowerInvariant()),
        StatusText.HasTime(target) ? DurationText.Of(target.Duration) : "",
        Details.Of(target),
    ];
}
