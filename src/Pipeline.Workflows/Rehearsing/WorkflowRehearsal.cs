using System.Diagnostics;
using Pipeline.Errors;
using Pipeline.Workflows.Reading;

namespace Pipeline.Workflows.Rehearsing;

/// <summary>
/// Runs the commands of a workflow's jobs on this machine, in the order in which they need each other, each job in a clean clone with the artifacts
/// handed over as GitHub would. What it doesn't show: GitHub's machines, caches, permissions and environments.
/// </summary>
public static class WorkflowRehearsal
{
    /// <summary>What would run, from the file alone.</summary>
    /// <param name="text">The workflow's YAML.</param>
    /// <param name="cause">What starts it.</param>
    /// <param name="jobs">The jobs to run, with those whose artifacts they take; none for all.</param>
    /// <exception cref="PipelineException">PIPE9608: it can't be read, or has no such job.</exception>
    public static RehearsalPlan Plan(string text, RehearsalEvent cause, params IReadOnlyList<string> jobs) =>
        WorkflowDocument.TryParse(text, out var document, out var problem, out var place)
            ? new RehearsalPlanner(document, cause).Plan(jobs)
            : throw new PipelineException(WorkflowErrors.Unreadable, $"The workflow can't be read, line {place.Line}: {problem}. {WorkflowErrors.Unreadable.Cure}");

    /// <summary>Runs the plan's jobs one after another.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="request">What it works with.</param>
    /// <param name="output">Takes the steps' output, line by line.</param>
    /// <param name="cancellationToken">Ends the step that runs, with its children.</param>
    public static async Task<RehearsalOutcome> RunAsync(RehearsalPlan plan, RehearsalRequest request, IProgress<string> output, CancellationToken cancellationToken)
    {
        if (Directory.Exists(request.WorkDirectory))
            Directory.Delete(request.WorkDirectory, recursive: true);
        Directory.CreateDirectory(request.WorkDirectory);
        var commit = (await ShellProcess.CaptureAsync(request.Repository, cancellationToken, "git", "rev-parse", "HEAD").ConfigureAwait(false)).Trim();
        var artifacts = new ArtifactStore(Path.Combine(request.WorkDirectory, "artifacts"));
        List<JobOutcome> outcomes = [];
        var states = new Dictionary<string, JobState>(StringComparer.OrdinalIgnoreCase);
        var outputs = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var job in plan.Jobs)
        {
            var failedBefore = job.Needs.Where(x => states.TryGetValue(x, out var state) && state != JobState.Succeeded).ToList();
            var scope = new ExpressionScope { Values = plan.Event.Context(RehearsalPlanner.Repository), HasFailed = failedBefore.Count > 0 };
            if (!ExpressionReader.Holds(job.Body.Text("if"), scope))
            {
                states[job.Id] = JobState.Skipped;
                outcomes.Add(new JobOutcome(job.Id, JobState.Skipped, TimeSpan.Zero, $"{string.Join(", ", failedBefore)} failed"));
                continue;
            }

            states[job.Id] = JobState.Succeeded;
            foreach (var matrix in job.Runs)
            {
                var name = matrix.Count == 0 ? job.Id : $"{job.Id} ({string.Join(", ", matrix.Values)})";
                output.Report($"── {name}");
                var watch = Stopwatch.StartNew();
                var run = new JobRun(plan, job, matrix, request, artifacts, commit, outputs, output);
                var failure = await run.RunAsync(Path.Combine(request.WorkDirectory, Folder(name)), cancellationToken).ConfigureAwait(false);
                outcomes.Add(new JobOutcome(name, failure is null ? JobState.Succeeded : JobState.Failed, watch.Elapsed, failure ?? ""));
                if (failure is not null)
                    states[job.Id] = JobState.Failed;
            }
        }

        return new RehearsalOutcome(outcomes);
    }

    private static string Folder(string name) => string.Concat(name.Select(x => char.IsAsciiLetterOrDigit(x) || x is '-' or '_' ? x : '-'));
}
