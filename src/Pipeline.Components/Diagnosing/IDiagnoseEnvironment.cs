using System.Globalization;
using Nuke.Common;
using Pipeline.Components.Deploying;
using Pipeline.Components.Environments;
using Pipeline.Components.Targets;
using Pipeline.Errors;
using Pipeline.Kubernetes.Checking;
using Pipeline.Kubernetes.Rendering;
using Serilog;

namespace Pipeline.Components.Diagnosing;

/// <summary>Checks, without changing anything, that an environment has all that a delivery to it needs.</summary>
public interface IDiagnoseEnvironment : IDeploy
{
    /// <summary>Checks the environment.</summary>
    Target Doctor => _ => _
        .Description("Checks, read-only, that all that the environment needs is there and allowed; says how to mend what isn't.")
        .Requires(() => EnvironmentCheck.HasCluster(this))
        .Executes(async cancellationToken =>
        {
            var stage = new StageDelivery(this, Stage.Of(this));
            var target = await stage.TargetAsync(cancellationToken);
            var request = new ClusterCheckRequest
            {
                Connection = target.Connection,
                Namespace = target.Namespace,
                Manifests = await KustomizeRenderer.RenderAsync(new RenderRequest(ManifestDirectory / "overlays" / DeployedOverlay), cancellationToken),
                Job = await stage.MigrationJobAsync(cancellationToken),
            };
            var checks = await ClusterDoctor.CheckAsync(request, cancellationToken);
            foreach (var check in checks)
                Show(check);
            var failed = checks.Count(x => x.Result == ClusterCheckResult.Failed);
            ReportSummary(x =>
            {
                x["Passed"] = Count(checks, ClusterCheckResult.Passed);
                x["Failed"] = Count(checks, ClusterCheckResult.Failed);
                x["Not checked"] = Count(checks, ClusterCheckResult.NotChecked);
                return x;
            });
            if (failed > 0)
                throw new PipelineException(ComponentErrors.EnvironmentUnfit, $"{failed} of {checks.Count} checks of '{Environment}' failed; each is shown above with its cure. Nothing was changed.");
        });

    private static void Show(ClusterCheck check)
    {
        switch (check.Result)
        {
            case ClusterCheckResult.Passed:
                Log.Information("passed       {Name:l}: {Message:l}", check.Name, check.Message);
                break;
            case ClusterCheckResult.Failed:
                Log.Error("FAILED       {Name:l}: {Message:l} {Fix:l}", check.Name, check.Message, check.Fix ?? "");
                break;
            default:
                Log.Warning("not checked  {Name:l}: {Message:l} {Fix:l}", check.Name, check.Message, check.Fix ?? "");
                break;
        }
    }

    private static string Count(IEnumerable<ClusterCheck> checks, ClusterCheckResult result) => checks.Count(x => x.Result == result).ToString(CultureInfo.InvariantCulture);
}
