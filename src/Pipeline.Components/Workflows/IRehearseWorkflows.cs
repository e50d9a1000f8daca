using Nuke.Common;
using Nuke.Common.IO;
using Pipeline.Components.Environments;
using Pipeline.Components.Targets;
using Pipeline.Errors;
using Pipeline.Workflows.Rehearsing;
using Serilog;

namespace Pipeline.Components.Workflows;

/// <summary>
/// Runs the jobs of the generated <c>ci-cd.yml</c> here: each in a clean clone of the last commit, in the order of <c>needs</c>, with artifacts handed
/// over as GitHub would. Jobs that need an outside account are listed as not rehearsed.
/// </summary>
public interface IRehearseWorkflows : INukeBuild
{
    /// <summary>The jobs. Default: all that can run here.</summary>
    [CommandLineParameter("Jobs to rehearse, with those whose files they take. Default: all that need no outside account.", Separator = ",")]
    string[] Jobs => TryGetValue(() => Jobs) ?? [];

    /// <summary>The workflow.</summary>
    AbsolutePath RehearsedWorkflow => RootDirectory / ".github" / "workflows" / "ci-cd.yml";

    /// <summary>Variables of this machine that the jobs have too, beside those that every runner has. A name that ends with <c>_</c> means all that begin with it.</summary>
    IReadOnlyList<string> RehearsedVariables => ["PATH", "HOME", "USER", "LANG", "TMPDIR", "DOTNET_", "NUGET_", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy", "SSL_CERT_"];

    /// <summary>Rehearses.</summary>
    Target RehearseWorkflows => _ => _
        .Description("Runs the jobs of the generated ci-cd.yml in clean clones (--jobs a,b), those that need no outside account.")
        .Executes(async cancellationToken =>
        {
            if (!RehearsedWorkflow.FileExists())
                throw new PipelineException(WorkflowComponentErrors.NoWorkflow, $"'{RehearsedWorkflow}' isn't there. {WorkflowComponentErrors.NoWorkflow.Cure}");
            var branch = (this as IConfigureWorkflows)?.Delivery.MainBranch ?? new DeliverySettings().MainBranch;
            var plan = WorkflowRehearsal.Plan(await File.ReadAllTextAsync(RehearsedWorkflow!, cancellationToken), RehearsalEvent.PushTo(branch), Jobs);
            foreach (var (id, reason) in plan.NotRehearsed)
                Log.Warning("not rehearsed: {Job:l}: {Reason:l}", id, reason);
            var request = new RehearsalRequest { Repository = RootDirectory!, WorkDirectory = TemporaryDirectory / "rehearsed-workflow", Environment = Inherited() };
            var outcome = await WorkflowRehearsal.RunAsync(plan, request, new StepOutput(), cancellationToken);
            foreach (var job in outcome.Jobs)
                Log.Information("{State,-9:l} {Job:l} {Duration:mm\\:ss} {Detail:l}", job.State.ToString(), job.Id, job.Duration, job.Detail);
            ReportSummary(x =>
            {
                x["Rehearsed"] = string.Join(", ", plan.Jobs.Select(y => y.Id));
                x["Not rehearsed"] = string.Join(", ", plan.NotRehearsed.Select(y => y.Id));
                return x;
            });
            if (!outcome.Succeeded)
                throw new PipelineException(Pipeline.Workflows.WorkflowErrors.RehearsalFailed, string.Join(System.Environment.NewLine, outcome.Jobs.Where(x => x.State != JobState.Succeeded).Select(x => $"{x.Id}: {x.Detail}")));
        });

    private Dictionary<string, string> Inherited() =>
        System.Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>().Select(x => (Name: (string)x.Key, Value: (string)x.Value!))
            .Where(x => RehearsedVariables.Any(y => y.EndsWith('_') ? x.Name.StartsWith(y, StringComparison.Ordinal) : x.Name == y))
            .ToDictionary(x => x.Name, x => x.Value);

    private sealed class StepOutput : IProgress<string>
    {
        public void Report(string value) => Log.Information("{Line:l}", value);
    }
}
