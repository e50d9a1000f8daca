using Pipeline.Errors;

namespace Pipeline.Workflows.Defining;

/// <summary>What holds between the parts of a workflow. All mistakes are reported at once.</summary>
internal static class DefinitionRules
{
    private static readonly TimeSpan s_longest = TimeSpan.FromHours(6);

    /// <exception cref="PipelineException">PIPE9604: a rule is broken.</exception>
    public static void Hold(Workflow workflow)
    {
        List<string> broken = [.. OfWorkflow(workflow), .. workflow.Jobs.SelectMany(x => OfJob(workflow, x).Select(problem => $"job '{x.Id}' {problem}"))];
        if (broken.Count > 0)
            throw new PipelineException(WorkflowErrors.InvalidWorkflow, $"Workflow '{workflow.Name}' can't be written:{string.Concat(broken.Select(x => $"{Environment.NewLine}  {x}"))}");
    }

    private static IEnumerable<string> OfWorkflow(Workflow workflow)
    {
        PlainText.Of(workflow.Name, "A workflow's name");
        if (workflow.On is { PushBranches: [], PullRequestBranches: [], Manual: null, Schedule: null })
            yield return "nothing starts it";
        if (workflow.Jobs.Count == 0)
            yield return "it has no job";
        foreach (var id in workflow.Jobs.CountBy(x => x.Id).Where(x => x.Value > 1))
            yield return $"job '{id.Key}' is there {id.Value} times";
        foreach (var input in workflow.On.Manual?.Inputs ?? [])
        {
            if (input.Kind == InputKind.Choice != input.Options.Count > 0)
                yield return $"input '{input.Name}' has {(input.Options.Count > 0 ? "options and isn't a choice" : "no options to choose from")}";
        }

        foreach (var value in Values(workflow.Variables.Values, workflow.Concurrency).Where(x => x.Sources.Any(source => source.Kind != ValueKind.Input || !HasInput(workflow, source.Name))))
            yield return $"`{value.Text}` isn't known to the whole workflow";
        if (Cycle(workflow) is { } cycle)
            yield return $"jobs need each other: {cycle}";
    }

    private static IEnumerable<string> OfJob(Workflow workflow, JobDefinition job)
    {
        if (job.Timeout < TimeSpan.FromMinutes(1) || job.Timeout > s_longest || job.Timeout.Ticks % TimeSpan.TicksPerMinute != 0)
            yield return $"has a time-out of {job.Timeout}; give whole minutes from 1 to {s_longest.TotalMinutes}";
        foreach (var need in job.Needs.Where(x => workflow.Jobs.All(other => other.Id != x)))
            yield return $"needs '{need}', which the workflow doesn't have";
        foreach (var id in job.AllSteps.Select(x => x.Id).OfType<Identifier>().CountBy(x => x).Where(x => x.Value > 1))
            yield return $"has {id.Value} steps '{id.Key}'";
        if (job.AllSteps.Count == 0)
            yield return "has no step";
        if (job.Matrix is { Values.Count: 0 })
            yield return $"has a matrix without values for '{job.Matrix.Axis}'";
        if (workflow.On.PullRequestBranches.Count > 0)
        {
            if (job is EnvironmentJob && job.If is not { ExcludesPullRequests: true })
                yield return "is in an environment and would run for pull requests, whose code anyone can write. Give it a condition that excludes them";
            else if (job.Permissions.MayWrite && job.If is not { ExcludesForks: true })
                yield return "may write and would run for pull requests from other repositories. Give it a condition that excludes those";
            if (job.RunsOn.IsSelfHosted && job.If is not { ExcludesPullRequests: true })
                yield return "would run pull requests on a machine of your own, which then is theirs. Give it a condition that excludes them, or a runner of GitHub's";
        }

        foreach (var problem in ValuesOf(job).SelectMany(x => x.Sources.Select(source => Problem(workflow, job, source)).OfType<string>()).Distinct())
            yield return problem;
    }

    private static string? Problem(Workflow workflow, JobDefinition job, ValueSource source) => source.Kind switch
    {
        ValueKind.Input => HasInput(workflow, source.Name) ? null : $"uses the input '{source.Name}', which the workflow doesn't ask for",
        ValueKind.Matrix => job.Matrix?.Axis == source.Name ? null : $"uses the matrix axis '{source.Name}', which it doesn't have",
        ValueKind.StepOutput => job.AllSteps.Any(x => x.Id == source.Owner) ? null : $"uses an output of step '{source.Owner}', which it doesn't have",
        _ when !job.Needs.Contains(source.Owner!) => $"uses an output of job '{source.Owner}', which it doesn't need",
        _ => workflow.Jobs.Any(x => x.Id == source.Owner && x.Outputs.ContainsKey(source.Name)) ? null : $"uses the output '{source.Name}', which job '{source.Owner}' doesn't give",
    };

    private static bool HasInput(Workflow workflow, Identifier name) => workflow.On.Manual?.Inputs.Any(x => x.Name == name) == true;

    private static IEnumerable<WorkflowValue> ValuesOf(JobDefinition job) =>
        Values(job.Variables.Values, job.Concurrency)
            .Concat(job.Outputs.Values)
            .Concat((job as EnvironmentJob)?.Environment.Url is { } url ? [url] : [])
            .Concat(job.AllSteps.SelectMany(x => x switch
            {
                ActionStep action => action.With.Values,
                RunStep run => run.Variables.Values,
                SecretRunStep run => run.Variables.Values,
                _ => [],
            }));

    private static IEnumerable<WorkflowValue> Values(IEnumerable<WorkflowValue> variables, Concurrency? concurrency) =>
        concurrency is null ? variables : variables.Append(concurrency.Group);

    private static string? Cycle(Workflow workflow)
    {
        var left = workflow.Jobs.DistinctBy(x => x.Id).ToDictionary(x => x.Id, x => x.Needs);
        while (left.Where(x => !x.Value.Any(left.ContainsKey)).Select(x => x.Key).ToList() is { Count: > 0 } free)
            free.ForEach(x => left.Remove(x));
        return left.Count == 0 ? null : string.Join(", ", left.Keys);
    }
}
