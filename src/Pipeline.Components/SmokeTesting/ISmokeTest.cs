using Nuke.Common;
using Pipeline.Components.Deploying;
using Pipeline.Components.Environments;
using Pipeline.Components.Targets;
using Pipeline.Errors;
using Pipeline.Kubernetes.Recording;
using Pipeline.Releases.Proving;
using Pipeline.Releases.SmokeTesting;
using Kinds = Pipeline.Releases.Proving.Evidence;

namespace Pipeline.Components.SmokeTesting;

/// <summary>Asks the deployed service over HTTP, from outside, whether it works; what it finds belongs to the release's record.</summary>
public interface ISmokeTest : IDeploy
{
    /// <summary>What is asked, in order.</summary>
    IReadOnlyList<SmokeCheck> SmokeChecks { get; }

    /// <summary>Tests what is deployed.</summary>
    Target SmokeTest => _ => _
        .Description("Asks the deployed service over HTTP whether it works.")
        .Requires(() => EnvironmentCheck.HasCluster(this))
        .After(Deploy, Rollback)
        .Executes(async cancellationToken =>
        {
            var stage = new StageDelivery(this, Stage.Of(this));
            var (deployer, target) = await stage.ConnectAsync(cancellationToken);
            using var open = deployer;
            var current = (await deployer.HistoryAsync(Application, target.Namespace, cancellationToken)).FirstOrDefault(x => x.State == ReleaseState.Deployed)
                ?? throw new PipelineException(ComponentErrors.NothingDeployed, $"No release of {Application} is deployed in {target.Namespace}. Run ./build.sh Deploy{CommandText} first.");
            var found = await RunAsync(stage, target.Namespace, cancellationToken);
            await ReleaseEvidence.AddAsync(deployer, Application, target.Namespace, current.Number, [found], cancellationToken);
            await Evidence.WriteAsync(found, cancellationToken);
            new DeployReport(this).Show(found);
            if (found.Result == EvidenceResult.Failed)
                throw new PipelineException(ComponentErrors.SmokeTestFailed, $"Release {current.Number} in {target.Namespace} is deployed and doesn't work: {found.Reason}. See its pods' logs; ./build.sh Rollback{CommandText} goes back.");
        });

    /// <summary>Asks the service of a stage.</summary>
    internal sealed async Task<EvidenceRecord> RunAsync(StageDelivery stage, string namespaceName, CancellationToken cancellationToken)
    {
        if (await stage.AddressAsync(namespaceName, cancellationToken) is not { } address)
            return new EvidenceRecord { Kind = Kinds.SmokeTest.Name, Result = EvidenceResult.NotDone, Reason = "nobody says where the service answers: the environment has no ServiceAddress", At = DateTimeOffset.UtcNow, Environment = stage.Stage.Name };
        using var client = new HttpClient { BaseAddress = address };
        return await new SmokeTest(client, SmokeChecks, TimeProvider.System).RunAsync(stage.Stage.Name, cancellationToken);
    }
}
