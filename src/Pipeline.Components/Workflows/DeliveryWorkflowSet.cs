using Nuke.Common.Execution;
using Pipeline.Errors;
using Pipeline.Workflows.Actions;
using Pipeline.Workflows.Checking;
using Pipeline.Workflows.Defining;
using Pipeline.Workflows.Writing;

namespace Pipeline.Components.Workflows;

/// <summary>The workflows of a delivery, from its settings and the build's targets.</summary>
internal sealed class DeliveryWorkflowSet(DeliverySettings settings, IReadOnlyCollection<ExecutableTarget> targets, ActionLock actions, string root)
{
    private readonly BuildSteps _steps = new(settings, actions);

    /// <summary>The files' names with their texts.</summary>
    /// <exception cref="PipelineException">PIPE2100: targets are missing; PIPE2101: stages contradict each other; PIPE2102: something unsafe came out; PIPE96xx.</exception>
    public IReadOnlyDictionary<string, string> Render(DeliveryFiles files, params IReadOnlyList<string> header)
    {
        RequireTargets(files);
        var rendered = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (file, make) in Makers().Where(x => files.HasFlag(x.File)).Select(x => (x.File, x.Make)))
        {
            var workflow = make();
            var name = $"{workflow.Name}.yml";
            var text = WorkflowWriter.Write(workflow, header);
            var findings = WorkflowChecks.Check(name, text, actions);
            rendered[name] = findings.Count == 0
                ? text
                : throw new PipelineException(WorkflowComponentErrors.UnsafeWorkflow, $"What {file} would become isn't safe:{string.Concat(findings.Select(x => $"{Environment.NewLine}  {x}"))}");
        }

        return rendered;
    }

    private (DeliveryFiles File, Func<Workflow> Make)[] Makers() =>
    [
        (DeliveryFiles.CiCd, CiCd),
        (DeliveryFiles.Promote, () => ByHand("promote", "The number of the release in staging that is to go to production.", ReleaseChange.Promotion)),
        (DeliveryFiles.Rollback, () => ByHand("rollback", "The number of the release that production is to go back to.", ReleaseChange.Rollback)),
        (DeliveryFiles.Integration, Integration),
        (DeliveryFiles.Security, () => new SecurityWorkflow(settings, _steps).Make()),
    ];

    private Workflow CiCd()
    {
        var stages = new StagePlanner(settings, targets, root).Plan();
        var jobs = new StageJobs(settings, _steps);
        List<JobDefinition> all = [.. stages.Select(jobs.Job)];
        if (settings.GoesToProduction)
        {
            var last = stages.Last(x => x.Stage.Outputs.Contains("release")).Stage.Id;
            all.AddRange(new ReleaseJobs(settings, _steps).Jobs(ReleaseChange.Promotion with { PlanJob = "plan-production", ApplyJob = "production" }, WorkflowValue.JobOutput(last, "release"), last));
        }

        return Workflow("ci-cd", new Triggers { PushBranches = [settings.MainBranch], PullRequestBranches = [settings.MainBranch] }, all);
    }

    private Workflow ByHand(string name, string description, ReleaseChange change)
    {
        var input = new WorkflowInput { Name = "release", Description = description, Kind = InputKind.Number };
        var jobs = new ReleaseJobs(settings, _steps).Jobs(change, WorkflowValue.Input(input.Name), needs: null);
        return Workflow(name, new Triggers { Manual = new ManualStart { Inputs = [input] } }, [.. jobs]) with { Concurrency = new Concurrency { Group = name } };
    }

    private Workflow Integration()
    {
        List<JobDefinition> jobs = [];
        if (settings.ContainerTests.Count > 0)
        {
            var paths = targets.Where(x => settings.ContainerTests.Contains(x.Name)).SelectMany(x => x.ArtifactProducts).Select(x => Path.GetRelativePath(root, Path.GetFullPath(x, root)).Replace('\\', '/')).ToList();
            jobs.Add(Job("containers", settings.Runner, [_steps.Checkout(), _steps.Sdk(), _steps.Cache("containers"), BuildSteps.Run(settings.ContainerTests), .. paths.Count > 0 ? [_steps.Upload("containers", paths)] : Array.Empty<Step>()]));
        }

        foreach (var runner in settings.OtherSystems)
            jobs.Add(Job(runner.Labels[^1].Replace('.', '_'), runner, [_steps.Checkout(), _steps.Sdk(), _steps.Cache("compile"), BuildSteps.Run([settings.Compile], script: runner.IsWindows ? "./build.ps1" : "./build.sh")]));
        return Workflow("integration", new Triggers { PushBranches = [settings.MainBranch], PullRequestBranches = [settings.MainBranch] }, jobs);
    }

    private static Job Job(Identifier id, Runner runner, IReadOnlyList<Step> steps) =>
        new() { Id = id, RunsOn = runner, Timeout = TimeSpan.FromMinutes(30), Permissions = Permissions.Checkout, Steps = steps };

    private Workflow Workflow(string name, Triggers on, IReadOnlyList<JobDefinition> jobs) =>
        new() { Name = name, On = on, Concurrency = Concurrency.ForEachPullRequest, Variables = settings.Variables, Jobs = jobs };

    private void RequireTargets(DeliveryFiles files)
    {
        var known = targets.Select(x => x.Name).ToHashSet(StringComparer.Ordinal);
        var missing = Named(files).Where(x => !known.Contains(x.Target)).GroupBy(x => x.Where).Select(x => $"{x.Key} runs {string.Join(", ", x.Select(y => y.Target).Distinct())}").ToList();
        if (missing.Count > 0)
            throw new PipelineException(WorkflowComponentErrors.MissingTargets, $"Workflows run targets that this build doesn't have:{string.Concat(missing.Select(x => $"{Environment.NewLine}  {x}"))}{Environment.NewLine}{WorkflowComponentErrors.MissingTargets.Cure}");
    }

    private IEnumerable<(string Where, string Target)> Named(DeliveryFiles files)
    {
        if (files.HasFlag(DeliveryFiles.CiCd))
        {
            foreach (var stage in settings.StagesOrDefault)
            {
                foreach (var target in settings.Preparations.GetValueOrDefault(stage.Id, []).Concat(stage.Targets).Concat(stage.Repeats))
                    yield return ($"ci-cd.yml, stage '{stage.Id}'", target);
            }
        }

        (DeliveryFiles File, string Where, string[] Targets)[] others =
        [
            (settings.GoesToProduction ? DeliveryFiles.CiCd : DeliveryFiles.None, "ci-cd.yml, production", ["PlanRelease", "Promote"]),
            (DeliveryFiles.Promote, "promote.yml", ["PlanRelease", "Promote"]),
            (DeliveryFiles.Rollback, "rollback.yml", ["PlanRollback", "Rollback"]),
            (DeliveryFiles.Integration, "integration.yml", [.. settings.ContainerTests, settings.Compile]),
            (DeliveryFiles.Security, "security.yml", [.. SecurityWorkflow.Targets, settings.Compile]),
        ];
        foreach (var (_, where, names) in others.Where(x => x.File != DeliveryFiles.None && files.HasFlag(x.File)))
        {
            foreach (var target in names)
                yield return (where, target);
        }
    }
}
