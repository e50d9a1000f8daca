using Nuke.Common;
using Nuke.Common.IO;
using Pipeline.Components.Bills;
using Pipeline.Components.Configuration;
using Pipeline.Components.Deploying;
using Pipeline.Components.Environments;
using Pipeline.Components.Images;
using Pipeline.Components.Promoting;
using Pipeline.Components.Releases;
using Pipeline.Components.Scanning;
using Pipeline.Components.Signing;
using Pipeline.Components.Targets;
using Pipeline.Components.Testing;
using Pipeline.Embedded.Kubernetes.Running;
using Pipeline.Errors;
using Pipeline.Kubernetes.Applying;
using Pipeline.Kubernetes.Rendering;
using Pipeline.Releases.Proving;
using Serilog;

namespace Pipeline.Components.Rehearsal;

/// <summary>
/// The whole delivery on one machine, from the sources to production, with nothing installed but .NET: the same targets and libraries as
/// the real one, against an embedded database and cluster. It ends with what it did not prove.
/// </summary>
public interface IRehearseDelivery : IPromote, ITestFast
{
    private const string NoSuchDigest = "sha256:0000000000000000000000000000000000000000000000000000000000000bad";

    /// <summary>Rehearses, and leaves nothing running.</summary>
    Target Rehearse => _ => _
        .Description("The whole delivery on this machine: compile, test, image, scan, migrate, deploy, promote, roll back. Leaves nothing running.")
        .Requires(() => EnvironmentCheck.IsRehearsal(this))
        .DependsOn(RehearseDelivery)
        .Triggers(EndRehearsal)
        .Executes(ShowUnprovenAsync);

    /// <summary>Rehearses, and leaves staging and production up.</summary>
    Target Up => _ => _
        .Description("The whole delivery on this machine, left up: with addresses, and what to do next. Down ends it.")
        .Requires(() => EnvironmentCheck.IsRehearsal(this))
        .DependsOn(RehearseDelivery)
        .Executes(async cancellationToken =>
        {
            await ShowUnprovenAsync();
            var directory = new RehearsalDirectory(RehearsalDirectory!);
            foreach (var name in (string[])[Policy.Source, Policy.Target])
            {
                var stage = new StageDelivery(this, Stage.OfRehearsal(this, name));
                var target = await stage.TargetAsync(cancellationToken);
                foreach (var (service, address) in await RehearsalServices.ReadAsync(directory.Services, target.Namespace, cancellationToken))
                    Log.Information("{Stage:l}: http://{Address:l} ({Service:l})", name, address, service);
            }

            Log.Information("Next: kubectl --kubeconfig {Kubeconfig} get pods -A", RootDirectory.GetRelativePathTo(directory.Kubeconfig).ToString());
            Log.Information("Next: change something, then ./build.sh Deploy SmokeTest, ./build.sh PlanRelease, ./build.sh Promote");
            Log.Information("Next: ./build.sh Releases, ./build.sh PlanRollback, ./build.sh Rollback, ./build.sh FinishRelease");
            Log.Information("Next: ./build.sh Down stops it, ./build.sh Clean deletes its data too");
        });

    /// <summary>The delivery itself.</summary>
    Target RehearseDelivery => _ => _
        .Unlisted()
        .DependsOn(CheckFastTests)
        .TryDependsOn<ICheckEnvironment>(x => x.CheckEnvironment)
        .TryDependsOn<IMakeSbom>(x => x.Sbom)
        .TryDependsOn<IScanImage>(x => x.ScanImage)
        .TryDependsOn<ISignImage>(x => x.SignImage)
        .TryDependsOn<IVerifyRelease>(x => x.VerifyRelease)
        .DependsOn(Deploy)
        .DependsOn(Promote)
        .DependsOn(RehearseBadRelease);

    /// <summary>Stops what the rehearsal started, also where it failed.</summary>
    Target EndRehearsal => _ => _
        .Unlisted()
        .AssuredAfterFailure()
        .Executes(StopServersAsync);

    /// <summary>A release that can't start, to see it taken back.</summary>
    Target RehearseBadRelease => _ => _
        .Description("Deploys a release that can't start to the rehearsal's staging, and sees it taken back by itself.")
        .Requires(() => EnvironmentCheck.IsRehearsal(this))
        .DependsOn(SmokeTest)
        .After(Promote)
        .Executes(async cancellationToken =>
        {
            var stage = new StageDelivery(this, Stage.Of(this));
            var (deployer, target) = await stage.ConnectAsync(cancellationToken);
            using var open = deployer;
            var request = await stage.RequestAsync([new ImageOverride(ImageName) { Digest = NoSuchDigest }], cancellationToken);
            Log.Information("A release with an image that nobody has is deployed; it is to be taken back by itself");
            var outcome = await deployer.DeployAsync(request, new QuietDeployLog(), cancellationToken);
            if (outcome is not { Result: DeployResult.RolledBack, Rollback.Release: var back })
                throw new PipelineException(ComponentErrors.BadReleaseStayed, $"The bad release {outcome.Release.Number} ended as {outcome.Result}, not taken back. {outcome.Failure?.Message}");
            var found = await RunAsync(stage, target.Namespace, cancellationToken);
            if (found.Result != EvidenceResult.Passed)
                throw new PipelineException(ComponentErrors.BadReleaseStayed, $"Release {back.Number} is back in {target.Namespace}, and doesn't work: {found.Reason}");
            Log.Information("Release {Bad} failed as it must ({Reason:l}), and release {Good} is back and works ({Seconds:0.0} s)", outcome.Release.Number, outcome.Failure!.Message.Split('\n')[0], back.Number, outcome.Duration.TotalSeconds);
            ReportSummary(x =>
            {
                x["Taken back"] = $"release {outcome.Release.Number}; {back.Number} is back";
                return x;
            });
        });

    private async Task ShowUnprovenAsync()
    {
        Log.Information("Not proved by this rehearsal:");
        foreach (var record in (await Evidence.ReadAsync(CancellationToken.None)).Records.Where(x => x.Result == EvidenceResult.NotDone))
            Log.Information("  {Kind:l}: not done: {Reason:l}", record.Kind, record.Reason ?? "no reason was given");
        if (!ImageRecord.Read(ImageFile!).HasBase)
            Log.Information("  base image: the image is the application layer alone; such a release can't leave the rehearsal");
        foreach (var aspect in UnprovenAspects.All)
            Log.Information("  {Name:l}: {What:l}", aspect.Name, aspect.Why);
    }
}
