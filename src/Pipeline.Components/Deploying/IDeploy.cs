using System.Globalization;
using Nuke.Common;
using Nuke.Common.IO;
using Pipeline.Components.Configuration;
using Pipeline.Components.Coverage;
using Pipeline.Components.Environments;
using Pipeline.Components.Images;
using Pipeline.Components.Manifests;
using Pipeline.Components.Migrations;
using Pipeline.Components.Promoting;
using Pipeline.Components.Rehearsal;
using Pipeline.Components.Releases;
using Pipeline.Components.Scanning;
using Pipeline.Components.Signing;
using Pipeline.Components.SmokeTesting;
using Pipeline.Components.Targets;
using Pipeline.Components.Testing;
using Pipeline.Components.Workflows;
using Pipeline.Kubernetes;
using Pipeline.Kubernetes.Applying;
using Pipeline.Kubernetes.Planning;
using Pipeline.Releases.Notifying;
using Pipeline.Releases.Promoting;
using Pipeline.Releases.RollingBack;
using Serilog;

namespace Pipeline.Components.Deploying;

/// <summary>
/// Deploys the rendered manifests to the environment's cluster, and takes releases back. Without <c>--environment</c> the cluster is an
/// embedded one, which runs the service's published program as pods. What touches a cluster is never answered from a cache.
/// </summary>
public interface IDeploy : IValidateManifests, IHazDestination, IHazEvidence, IRehearseCluster
{
    IReadOnlyList<string> IRehearseCluster.RehearsalImages => [.. Images.Select(x => x.Name)];

    /// <summary>The application, whose releases are numbered and recorded together. Default the image's name.</summary>
    string Application => ImageName;

    /// <summary>Longest wait for readiness. Default 10 min.</summary>
    TimeSpan DeployTimeout => TimeSpan.FromMinutes(10);

    /// <summary>Where <see cref="DiffManifests"/> saves its plan.</summary>
    AbsolutePath DeployPlanFile => ArtifactsDirectory / "deploy" / $"plan.{Environment}.json";

    /// <summary>
    /// Variables that a rehearsal's pods get besides those of the overlay, by a Secret named <c>rehearsal</c> that the overlay takes variables from: where
    /// the rehearsal's database is, a key to sign with. Default none.
    /// </summary>
    IReadOnlyDictionary<string, string> VariablesOfRehearsal(RehearsalFacts facts) => new Dictionary<string, string>();

    /// <summary>A plan that <see cref="DiffManifests"/> saved.</summary>
    [CommandLineParameter("Saved plan that Deploy is to carry out exactly, or to refuse.")]
    AbsolutePath? DeployPlan => TryGetValue(() => DeployPlan);

    /// <summary>Takes fields that belong to other field managers.</summary>
    [CommandLineParameter("Takes fields that belong to other field managers, instead of reporting a conflict.")]
    bool ForceConflicts => TryGetValue<bool?>(() => ForceConflicts) ?? false;

    /// <summary>Deploys an older commit than what is deployed.</summary>
    [CommandLineParameter("Deploys although the release that is deployed was built from a later commit.")]
    bool AllowOlder => TryGetValue<bool?>(() => AllowOlder) ?? false;

    /// <summary>Leaves a failed release as it is.</summary>
    [CommandLineParameter("Leaves a failed release as it is, for debugging, instead of going back to the last good one.")]
    bool NoRollback => TryGetValue<bool?>(() => NoRollback) ?? false;

    /// <summary>The hash of the plan that was approved.</summary>
    [CommandLineParameter("Hash of the plan that was approved, as PlanRelease, PlanRollback or, for Deploy, DiffManifests printed it. Anything else is refused.")]
    string? PlanHash => TryGetValue(() => PlanHash);

    /// <summary>Shows what a deployment would change, and saves it as a plan.</summary>
    Target DiffManifests => _ => _
        .Description("Shows what a deployment would change in the cluster, and saves the plan.")
        .Requires(() => EnvironmentCheck.HasCluster(this))
        .DependsOn<IValidateManifests>(x => x.ValidateManifests)
        .Produces(DeployPlanFile)
        .Executes(async cancellationToken =>
        {
            var (deployer, request) = await OpenAsync(cancellationToken);
            using var open = deployer;
            var plan = await deployer.PlanAsync(request, cancellationToken);
            new DeployLog(TargetColors.AreWanted).Show(plan);
            DeployPlanFile.Parent.CreateDirectory();
            await plan.SaveAsync(DeployPlanFile!, cancellationToken);
            Log.Information("Saved. ./build.sh Deploy{Environment:l} --plan-hash {Hash:l} carries out exactly this; --deploy-plan {File} also says what moved, where something did", CommandText, plan.Hash, RootDirectory.GetRelativePathTo(DeployPlanFile).ToString());
            WorkflowRun.Output("plan-hash", plan.Hash);
        });

    /// <summary>Deploys. In a rehearsal the database is migrated first; elsewhere that is a step of its own, <c>Migrate</c>.</summary>
    Target Deploy => _ => (IsRehearsal ? _.TryDependsOn<IMigrateDatabase>(x => x.Migrate) : _.TryAfter<IMigrateDatabase>(x => x.Migrate))
        .Description("Deploys to the environment's cluster: applies, waits, prunes, records; takes a failed release back.")
        .Requires(() => EnvironmentCheck.HasCluster(this))
        .Requires(() => PromotionCheck.MayBeDeployed(this))
        .DependsOn<IValidateManifests>(x => x.ValidateManifests)
        .TryAfter<ICoverageGate>(x => x.CheckCoverage)
        .TryAfter<ITestFast>(x => x.CheckFastTests)
        .TryAfter<ICheckEnvironment>(x => x.CheckEnvironment)
        .TryAfter<IScanImage>(x => x.ScanImage)
        .TryAfter<ISignImage>(x => x.SignImage)
        .TryAfter<IVerifyRelease>(x => x.VerifyRelease)
        .TryAfter<IPushImage>(x => x.PushImage)
        .After(DiffManifests)
        .Executes(async cancellationToken =>
        {
            var (deployer, request) = await OpenAsync(cancellationToken);
            using var open = deployer;
            var log = new DeployLog(TargetColors.AreWanted);
            // Asked under the lock: whoever waited for it may be the older one by then.
            DeployCondition? condition = IsRehearsal || AllowOlder ? null : (_, current, token) => CommitOrder.RequireNotOlderAsync(RootDirectory!, GitRepository?.Commit, current, token);
            var outcome = DeployPlan is { } saved
                ? await deployer.DeployAsync(await SavedPlan.LoadAsync(saved!, PlanHash, request.Manifests, cancellationToken), condition, log, cancellationToken)
                : await deployer.DeployAsync(request with { ApprovedHash = PlanHash }, condition, log, cancellationToken);
            var report = new DeployReport(this);
            await new DeliveryEvidence(this).RecordAsync(deployer, request.Namespace, outcome.Release.Number, PromotionCheck.Bypass(this), cancellationToken);
            WorkflowRun.Output("release", outcome.Release.Number.ToString(CultureInfo.InvariantCulture));
            await report.ShowAsync(deployer, outcome, cancellationToken);
            if (IsRehearsal)
                await report.ShowRehearsalAsync(outcome.Plan.Namespace, cancellationToken);
        });

    /// <summary>Shows what going back to an earlier release would do.</summary>
    Target PlanRollback => _ => _
        .Description("Shows what going back to an earlier release (--to) would do to cluster and schema; with a hash for approval.")
        .Requires(() => EnvironmentCheck.HasCluster(this))
        .Requires(() => GoesToNumber())
        .TryDependsOn<IMigrateDatabase>(x => x.PublishMigrations)
        .Executes(async cancellationToken =>
        {
            using var rollback = await OpenRollbackAsync(cancellationToken);
            var plan = await rollback.Run.PlanAsync((int?)ToNumber, cancellationToken);
            new DeployLog(TargetColors.AreWanted).Show(plan.Deployment);
            Log.Information("{Schema:l}", RollbackPage.Schema(plan));
            await new PlanPages(this, "rollback").WriteAsync(RollbackPage.Markdown(plan), plan.Hash, cancellationToken);
            Log.Information("Next: ./build.sh Rollback{Environment:l} --to {Number} --plan-hash {Hash:l}", CommandText, plan.Deployment.Number, plan.Hash);
        });

    /// <summary>Goes back to an earlier release: the schema first, where that release needs it and the migrations allow it.</summary>
    Target Rollback => _ => _
        .Description("Goes back to an earlier release (--to), or to the last good one; takes the schema down where it must and can.")
        .Requires(() => EnvironmentCheck.HasCluster(this))
        .Requires(() => EnvironmentCheck.CanTell(this))
        .Requires(() => GoesToNumber())
        .TryDependsOn<IMigrateDatabase>(x => x.PublishMigrations)
        .After(PlanRollback)
        .Executes(async cancellationToken =>
        {
            using var rollback = await OpenRollbackAsync(cancellationToken);
            var outcome = await rollback.Run.RunAsync((int?)ToNumber, PlanHash, RunOrigin.Who(), cancellationToken);
            var report = new DeployReport(this);
            report.Show(outcome.SmokeTest);
            await report.TellAsync(outcome.IsSuccess ? ReleaseEventKind.RolledBack : ReleaseEventKind.NeedsPerson, outcome.Deployment.Release.Number, outcome.Failure, cancellationToken);
            await report.ShowAsync(rollback.Deployer, outcome.Deployment, cancellationToken);
            outcome.Require();
        });

    /// <summary>Shows the releases.</summary>
    Target Releases => _ => _
        .Description("Shows the releases of the environment.")
        .Requires(() => EnvironmentCheck.HasCluster(this))
        .After(Deploy, Rollback)
        .Executes(async cancellationToken =>
        {
            var (deployer, target) = await new StageDelivery(this, Stage.Of(this)).ConnectAsync(cancellationToken);
            using var open = deployer;
            await new DeployReport(this).ShowReleasesAsync(deployer, target.Namespace, cancellationToken);
        });

    /// <summary>How a command names the environment.</summary>
    internal sealed string CommandText => IsRehearsal ? "" : $" --environment {Environment}";

    /// <summary>The environment's cluster; the rehearsal's is started where it isn't running.</summary>
    internal sealed Task<DeployTarget> TargetAsync(CancellationToken cancellationToken) => new StageDelivery(this, Stage.Of(this)).TargetAsync(cancellationToken);

    private async Task<(Deployer Deployer, DeployRequest Request)> OpenAsync(CancellationToken cancellationToken)
    {
        var stage = new StageDelivery(this, Stage.Of(this));
        if (IsRehearsal)
            await stage.AddImagesAsync(cancellationToken);
        var request = await stage.RequestAsync(BuiltImages(), cancellationToken);
        return ((await stage.ConnectAsync(cancellationToken)).Deployer, request);
    }

    private async Task<OpenRollback> OpenRollbackAsync(CancellationToken cancellationToken)
    {
        var stage = new StageDelivery(this, Stage.Of(this));
        var (deployer, target) = await stage.ConnectAsync(cancellationToken);
        return new OpenRollback(deployer, new RollbackRun(
            new PromotionParts
            {
                Deployer = deployer,
                Application = Application,
                Namespace = target.Namespace,
                Request = x => stage.RequestAsync([], x),
                Database = await stage.DatabaseAsync(async (name, token) => OpsImage.OfLatest(await deployer.HistoryAsync(Application, target.Namespace, token), name), cancellationToken),
                SmokeTest = this is ISmokeTest test ? x => test.RunAsync(stage, target.Namespace, x) : null,
                Progress = new DeployLog(TargetColors.AreWanted),
            },
            new ClusterJournal(deployer, Application, target.Namespace),
            stage.Stage.Name,
            TimeProvider.System));
    }
}
