using System.Globalization;
using Nuke.Common;
using Nuke.Common.IO;
using Pipeline.Components.Environments;
using Pipeline.Components.Manifests;
using Pipeline.Components.Migrations;
using Pipeline.Components.Rehearsal;
using Pipeline.Components.Targets;
using Pipeline.Embedded.Kubernetes.Running;
using Pipeline.Errors;
using Pipeline.Kubernetes;
using Pipeline.Kubernetes.Applying;
using Pipeline.Kubernetes.Planning;
using Pipeline.Kubernetes.Rendering;
using Pipeline.Kubernetes.RollingBack;
using Serilog;

namespace Pipeline.Components.Deploying;

/// <summary>
/// Deploys the rendered manifests to the environment's cluster, and takes releases back. Without <c>--environment</c> the cluster is an
/// embedded one, which runs the service's published program as pods. What touches a cluster is never answered from a cache.
/// </summary>
public interface IDeploy : IValidateManifests, IHazDestination, IRehearseCluster
{
    string IRehearseCluster.RehearsalImage => ImageName;

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

    /// <summary>Leaves a failed release as it is.</summary>
    [CommandLineParameter("Leaves a failed release as it is, for debugging, instead of going back to the last good one.")]
    bool NoRollback => TryGetValue<bool?>(() => NoRollback) ?? false;

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
            Log.Information("Saved. ./build.sh Deploy{Environment:l} --deploy-plan {File} carries out exactly this", IsRehearsal ? "" : $" --environment {Environment}", RootDirectory.GetRelativePathTo(DeployPlanFile).ToString());
        });

    /// <summary>Deploys. In a rehearsal the database is migrated first; elsewhere that is a step of its own, <c>Migrate</c>.</summary>
    Target Deploy => _ => (IsRehearsal ? _.TryDependsOn<IMigrateDatabase>(x => x.Migrate) : _.TryAfter<IMigrateDatabase>(x => x.Migrate))
        .Description("Deploys to the environment's cluster: applies, waits, prunes, records; takes a failed release back.")
        .Requires(() => EnvironmentCheck.HasCluster(this))
        .DependsOn<IValidateManifests>(x => x.ValidateManifests)
        .After(DiffManifests)
        .Executes(async cancellationToken =>
        {
            var (deployer, request) = await OpenAsync(cancellationToken);
            using var open = deployer;
            var log = new DeployLog(TargetColors.AreWanted);
            var outcome = DeployPlan is { } saved
                ? await deployer.DeployAsync(await Kubernetes.Planning.DeployPlan.LoadAsync(saved!, request.Manifests, cancellationToken), log, cancellationToken)
                : await deployer.DeployAsync(request, log, cancellationToken);
            await FinishAsync(deployer, outcome, cancellationToken);
        });

    /// <summary>Goes back to an earlier release.</summary>
    Target Rollback => _ => _
        .Description("Goes back to an earlier release (--to), or to the last good one.")
        .Requires(() => EnvironmentCheck.HasCluster(this))
        .Requires(() => GoesToNumber())
        .Executes(async cancellationToken =>
        {
            var target = await TargetAsync(cancellationToken);
            using var deployer = await Deployer.ConnectAsync(target.Connection, Options(), cancellationToken);
            var request = new RollbackRequest { Application = Application, Namespace = target.Namespace, To = (int?)ToNumber, ForceConflicts = ForceConflicts, Timeout = DeployTimeout };
            var log = new DeployLog(TargetColors.AreWanted);
            log.Show(await deployer.PlanRollbackAsync(request, cancellationToken));
            await FinishAsync(deployer, await deployer.RollbackAsync(request, log, cancellationToken), cancellationToken);
        });

    /// <summary>Shows the releases.</summary>
    Target Releases => _ => _
        .Description("Shows the releases of the environment.")
        .Requires(() => EnvironmentCheck.HasCluster(this))
        .After(Deploy, Rollback)
        .Executes(async cancellationToken =>
        {
            var target = await TargetAsync(cancellationToken);
            using var deployer = await Deployer.ConnectAsync(target.Connection, Options(), cancellationToken);
            await ShowReleasesAsync(deployer, target.Namespace, cancellationToken);
        });

    /// <summary>The environment's cluster; the rehearsal's is started where it isn't running.</summary>
    internal sealed async Task<DeployTarget> TargetAsync(CancellationToken cancellationToken)
    {
        if (Cluster is { } cluster)
            return DeployTarget.Of(cluster, RootDirectory!);
        var overlay = await KustomizeRenderer.RenderAsync(new RenderRequest(ManifestDirectory / "overlays" / DeployedOverlay), cancellationToken);
        return await DeployTarget.OfRehearsalAsync(new RehearsalDirectory(RehearsalDirectory!), ImageName, overlay, cancellationToken);
    }

    private async Task<(Deployer Deployer, DeployRequest Request)> OpenAsync(CancellationToken cancellationToken)
    {
        if (IsRehearsal)
            await RehearsalImages.AddAsync(new RehearsalDirectory(RehearsalDirectory!).Images, ImageDirectory / ImageName, cancellationToken);
        var target = await TargetAsync(cancellationToken);
        var manifests = await RenderAsync(DeployedOverlay, cancellationToken);
        if (IsRehearsal)
        {
            var directory = new RehearsalDirectory(RehearsalDirectory!);
            var database = this is IRehearseDatabase ? await RehearsalServers.EnsureAsync(directory.Database, cancellationToken) : null;
            var facts = new RehearsalFacts(database?.Uri, await KeptKey.OfAsync(directory.Key, cancellationToken));
            manifests = RehearsalVariables.AddTo(manifests, target.Namespace, VariablesOfRehearsal(facts));
        }

        var request = new DeployRequest
        {
            Application = Application,
            Namespace = target.Namespace,
            Manifests = manifests,
            ForceConflicts = ForceConflicts,
            KeepFailed = NoRollback,
            Timeout = DeployTimeout,
        };
        return (await Deployer.ConnectAsync(target.Connection, Options(), cancellationToken), request);
    }

    private async Task FinishAsync(Deployer deployer, DeployOutcome outcome, CancellationToken cancellationToken)
    {
        if (outcome.Failure is not null)
            DeployLog.Show(outcome.Failure);
        await ShowReleasesAsync(deployer, outcome.Plan.Namespace, cancellationToken);
        ReportSummary(x =>
        {
            x["Release"] = outcome.Release.Number.ToString(CultureInfo.InvariantCulture);
            x["Result"] = outcome.Result.ToString();
            return x;
        });
        if (outcome is { IsSuccess: false, Failure: { } failure })
            throw new PipelineException(failure.Code, $"{failure.Message} {Fate(outcome)}");
        Log.Information("{Application} {Number} is {State} in {Namespace} ({Seconds:0.0} s)", Application, outcome.Release.Number, outcome.Result == DeployResult.Unchanged ? "deployed already, and ready" : "deployed and ready", outcome.Plan.Namespace, outcome.Duration.TotalSeconds);
        if (IsRehearsal)
            await ShowRehearsalAsync(outcome.Plan.Namespace, cancellationToken);
    }

    private async Task ShowReleasesAsync(Deployer deployer, string namespaceName, CancellationToken cancellationToken)
    {
        foreach (var line in ReleaseTable.Lines(await deployer.HistoryAsync(Application, namespaceName, cancellationToken)))
            Log.Information("{Line:l}", line);
    }

    private async Task ShowRehearsalAsync(string namespaceName, CancellationToken cancellationToken)
    {
        var directory = new RehearsalDirectory(RehearsalDirectory!);
        foreach (var (service, address) in await RehearsalServices.ReadAsync(directory.Services, namespaceName, cancellationToken))
            Log.Information("Service {Service}: http://{Address:l}", service, address);
        Log.Information("Its pods are processes of this machine: kubectl --kubeconfig {Kubeconfig} --namespace {Namespace} get pods; ./build.sh Down stops them", RootDirectory.GetRelativePathTo(directory.Kubeconfig).ToString(), namespaceName);
        Log.Information("Not proved by this rehearsal:");
        foreach (var aspect in UnprovenAspects.All)
            Log.Information("  {Name:l}: {What:l}", aspect.Name, aspect.Why);
    }

    private static DeployerOptions Options() => new() { StartedBy = System.Environment.GetEnvironmentVariable("GITHUB_ACTOR") ?? System.Environment.UserName };

    private static string Fate(DeployOutcome outcome) => outcome.Result switch
    {
        DeployResult.RolledBack => $"Release {outcome.Rollback!.Release.Number} is back and ready.",
        DeployResult.RollbackFailed => $"Going back failed too: {outcome.Rollback?.Failure?.Message ?? "see above"}",
        _ => "It was left as it is.",
    };
}
