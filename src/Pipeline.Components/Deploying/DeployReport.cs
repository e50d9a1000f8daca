using System.Globalization;
using Nuke.Common.IO;
using Pipeline.Components.Rehearsal;
using Pipeline.Errors;
using Pipeline.Kubernetes;
using Pipeline.Kubernetes.Applying;
using Pipeline.Embedded.Kubernetes.Running;
using Pipeline.Releases.Notifying;
using Pipeline.Releases.Proving;
using Serilog;

namespace Pipeline.Components.Deploying;

/// <summary>Tells how a deployment ended: on the terminal, in the summary, and to those who want to know of releases.</summary>
internal sealed class DeployReport(IDeploy build)
{
    /// <summary>Tells it.</summary>
    /// <exception cref="PipelineException">It failed: with what became of it.</exception>
    public async Task ShowAsync(Deployer deployer, DeployOutcome outcome, CancellationToken cancellationToken)
    {
        if (outcome.Failure is not null)
            DeployLog.Show(outcome.Failure);
        await ShowReleasesAsync(deployer, outcome.Plan.Namespace, cancellationToken);
        build.ReportSummary(x =>
        {
            x["Release"] = outcome.Release.Number.ToString(CultureInfo.InvariantCulture);
            x["Result"] = outcome.Result.ToString();
            return x;
        });
        if (outcome is { IsSuccess: false, Failure: { } failure })
            throw new PipelineException(failure.Code, $"{failure.Message} {Fate(outcome)}");
        Log.Information("{Application} {Number} is {State} in {Namespace} ({Seconds:0.0} s)", build.Application, outcome.Release.Number, outcome.Result == DeployResult.Unchanged ? "deployed already, and ready" : "deployed and ready", outcome.Plan.Namespace, outcome.Duration.TotalSeconds);
    }

    public async Task ShowReleasesAsync(Deployer deployer, string namespaceName, CancellationToken cancellationToken)
    {
        foreach (var line in ReleaseTable.Lines(await deployer.HistoryAsync(build.Application, namespaceName, cancellationToken)))
            Log.Information("{Line:l}", line);
    }

    /// <summary>Where a rehearsal's service is, and what it didn't prove.</summary>
    public async Task ShowRehearsalAsync(string namespaceName, CancellationToken cancellationToken)
    {
        var directory = new RehearsalDirectory(build.RehearsalDirectory!);
        foreach (var (service, address) in await RehearsalServices.ReadAsync(directory.Services, namespaceName, cancellationToken))
            Log.Information("Service {Service}: http://{Address:l}", service, address);
        Log.Information("Its pods are processes of this machine: kubectl --kubeconfig {Kubeconfig} --namespace {Namespace} get pods; ./build.sh Down stops them", build.RootDirectory.GetRelativePathTo(directory.Kubeconfig).ToString(), namespaceName);
        Log.Information("Not proved by this rehearsal:");
        foreach (var aspect in UnprovenAspects.All)
            Log.Information("  {Name:l}: {What:l}", aspect.Name, aspect.Why);
    }

    /// <summary>What was found out about a release, as a line and in the summary.</summary>
    public void Show(EvidenceRecord? found)
    {
        if (found is null)
            return;
        var figures = string.Join(", ", found.Figures.Select(x => $"{x.Key} {x.Value}"));
        switch (found.Result)
        {
            case EvidenceResult.Passed:
                Log.Information("{Kind}: passed ({Figures:l})", found.Kind, figures);
                break;
            case EvidenceResult.Failed:
                Log.Error("{Kind}: failed: {Reason:l}", found.Kind, found.Reason ?? figures);
                break;
            default:
                Log.Warning("{Kind}: not done: {Reason:l}", found.Kind, found.Reason ?? figures);
                break;
        }

        build.ReportSummary(x =>
        {
            x[found.Kind] = found.Result switch { EvidenceResult.Passed => "passed", EvidenceResult.Failed => "failed", _ => "not done" };
            return x;
        });
    }

    /// <summary>Tells the environment's webhook; where that fails, only warns.</summary>
    public Task TellAsync(ReleaseEventKind kind, int number, string? detail, CancellationToken cancellationToken) =>
        new ReleaseWebhook(build, build.Application).TellAsync(kind, number, detail, cancellationToken);

    private static string Fate(DeployOutcome outcome) => outcome.Result switch
    {
        DeployResult.RolledBack => $"Release {outcome.Rollback!.Release.Number} is back and ready.",
        DeployResult.RollbackFailed => $"Going back failed too: {outcome.Rollback?.Failure?.Message ?? "see above"}",
        _ => "It was left as it is.",
    };
}
