using Pipeline.Workflows.Defining;

namespace Pipeline.Components.Workflows;

/// <summary>Makes jobs of stages.</summary>
internal sealed class StageJobs(DeliverySettings settings, BuildSteps steps)
{
    private static readonly Identifier s_part = "part";

    public JobDefinition Job(PlannedStage planned)
    {
        var stage = planned.Stage;
        var condition = stage.OnPullRequests ? null : Condition.OnPushTo(settings.MainBranch);
        var matrix = planned.Partition is { Total: var total } ? Matrix.Parts(s_part, total) : null;
        var outputs = stage.Outputs.ToDictionary(x => x, x => WorkflowValue.StepOutput(BuildSteps.Build, x));
        var run = Run(planned);
        List<Step> before = [.. Before(planned)], after = [.. After(planned)];
        return stage.Environment is { } environment
            ? new EnvironmentJob
            {
                Id = stage.Id,
                RunsOn = settings.Runner,
                Timeout = stage.Timeout,
                Permissions = stage.Permissions,
                Needs = planned.Needs,
                If = condition,
                Matrix = matrix,
                Outputs = outputs,
                Environment = new DeploymentEnvironment { Name = environment.Name },
                // Of several that wait GitHub keeps the newest alone, so jobs that change nothing must not stand in the way of those that do.
                Concurrency = stage.ChangesEnvironment ? new Concurrency { Group = environment.Name } : null,
                Steps = [.. before, BuildSteps.WithSecrets(run, environment), .. after],
            }
            : new Job
            {
                Id = stage.Id,
                RunsOn = settings.Runner,
                Timeout = stage.Timeout,
                Permissions = stage.Permissions,
                Needs = planned.Needs,
                If = condition,
                Matrix = matrix,
                Outputs = outputs,
                Steps = [.. before, run, .. after],
            };
    }

    private IEnumerable<Step> Before(PlannedStage planned)
    {
        var stage = planned.Stage;
        yield return steps.Checkout(stage.WithHistory);
        yield return steps.Sdk();
        if (stage.UsesCache)
            yield return steps.Cache(stage.Id);
        foreach (var source in planned.Takes)
            yield return steps.Download(source.Stage.Id.Text, source.ArtifactRoot, source.Partition is not null);
        foreach (var step in stage.Environment is { } environment ? steps.Access(CloudRole.Deploy, stage.ChangesEnvironment, environment) : [])
            yield return step;
        if (stage.UsesRegistry)
            yield return steps.Login();
    }

    private RunStep Run(PlannedStage planned)
    {
        var stage = planned.Stage;
        List<string> arguments = [];
        if (stage.Environment is { } environment)
            arguments.Add($"--environment {environment.Name}");
        if (planned.Partition is { } partition)
            arguments.Add($"--{Dashed(partition.Target)}-partition \"$PART\"");
        if (planned.Skips.Count > 0)
            arguments.Add($"--skip {string.Join(' ', planned.Skips)}");
        IReadOnlyList<string> targets = [.. settings.Preparations.GetValueOrDefault(stage.Id, []), .. stage.Targets];
        return planned.Partition is null
            ? BuildSteps.Run(targets, string.Join(' ', arguments))
            : BuildSteps.Run(targets, string.Join(' ', arguments), variables: ("PART", WorkflowValue.Matrix(s_part)));
    }

    private IEnumerable<Step> After(PlannedStage planned)
    {
        foreach (var image in planned.Stage.Attests)
            yield return steps.Attest(image);
        if (planned.Paths.Count > 0)
            yield return steps.Upload(planned.Stage.Id.Text, planned.Paths, planned.Partition is null ? null : WorkflowValue.Matrix(s_part));
    }

    // TestAll → test-all
    private static string Dashed(string target) =>
        string.Concat(target.Select((x, i) => char.IsUpper(x) && i > 0 && !char.IsUpper(target[i - 1]) ? $"-{char.ToLowerInvariant(x)}" : char.ToLowerInvariant(x).ToString()));
}
