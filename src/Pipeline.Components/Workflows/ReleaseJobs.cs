using Pipeline.Workflows.Defining;

namespace Pipeline.Components.Workflows;

/// <summary>The two jobs of a change to production: one that may only read makes the plan, and one behind the reviewers carries out that plan alone.</summary>
internal sealed class ReleaseJobs(DeliverySettings settings, BuildSteps steps)
{
    private static readonly Identifier s_hash = "plan-hash";

    /// <summary>The jobs.</summary>
    /// <param name="change">What they do.</param>
    /// <param name="release">The release's number.</param>
    /// <param name="needs">The job that it comes from, where it isn't given by a person.</param>
    public IEnumerable<JobDefinition> Jobs(ReleaseChange change, WorkflowValue release, Identifier? needs)
    {
        var environment = settings.Production;
        var permissions = new Permissions { Contents = Access.Read, Packages = Access.Read, IdToken = IdentityToken.Write };
        var condition = needs is null ? Condition.OnBranch(settings.MainBranch) : Condition.OnPushTo(settings.MainBranch);
        (string, WorkflowValue)[] approvals = settings.ReadsApprovals == true ? [("GH_TOKEN", WorkflowValue.RunToken)] : [];
        var planning = BuildSteps.Run([change.PlanTarget], $"--environment {environment.Name} {change.Option} \"$RELEASE\"", variables: ("RELEASE", release));
        yield return environment.PlanEnvironment is { } planEnvironment
            ? new EnvironmentJob
            {
                Id = change.PlanJob,
                RunsOn = settings.Runner,
                Timeout = TimeSpan.FromMinutes(30),
                Permissions = permissions,
                Needs = needs is null ? [] : [needs],
                If = condition,
                Environment = new DeploymentEnvironment { Name = planEnvironment },
                Outputs = Outputs(),
                Steps = [.. Before(change, CloudRole.Plan), BuildSteps.WithSecrets(planning, environment)],
            }
            : new Job
            {
                Id = change.PlanJob,
                RunsOn = settings.Runner,
                Timeout = TimeSpan.FromMinutes(30),
                Permissions = permissions,
                Needs = needs is null ? [] : [needs],
                If = condition,
                Outputs = Outputs(),
                Steps = [.. Before(change, CloudRole.Plan), planning],
            };

        var applying = BuildSteps.Run(
            [change.Target],
            $"--environment {environment.Name} {change.Option} \"$RELEASE\" --plan-hash \"$PLAN_HASH\"",
            variables: [("RELEASE", release), ("PLAN_HASH", WorkflowValue.JobOutput(change.PlanJob, s_hash)), .. approvals]);
        yield return new EnvironmentJob
        {
            Id = change.ApplyJob,
            RunsOn = settings.Runner,
            Timeout = TimeSpan.FromMinutes(60),
            Permissions = settings.ReadsApprovals == true ? permissions with { Actions = Access.Read } : permissions,
            Needs = needs is null ? [change.PlanJob] : [needs, change.PlanJob],
            If = condition,
            Environment = new DeploymentEnvironment { Name = environment.Name },
            // By hand, the workflow has a group. Neither is shared: a promotion that waits for reviewers mustn't hold up a rollback, and the
            // cluster's lock lets only one of them work.
            Concurrency = needs is null ? null : new Concurrency { Group = WorkflowValue.Join(WorkflowValue.WorkflowName, $"-{environment.Name}") },
            Steps = [.. Before(change, CloudRole.Deploy), BuildSteps.WithSecrets(applying, environment)],
        };
    }

    private static Dictionary<Identifier, WorkflowValue> Outputs() => new() { [s_hash] = WorkflowValue.StepOutput(BuildSteps.Build, s_hash) };

    // A promotion reads the release and its evidence where they are: in the environment that feeds.
    private IEnumerable<Step> Before(ReleaseChange change, CloudRole role) =>
    [
        steps.Checkout(),
        steps.Sdk(),
        .. change.IsFed ? steps.Access(role, toClusters: true, settings.Production, settings.Staging) : steps.Access(role, toClusters: true, settings.Production),
        steps.Login(),
    ];
}

/// <summary>A change to production by a plan.</summary>
/// <param name="PlanTarget">Makes the plan and gives the output <c>plan-hash</c>.</param>
/// <param name="Target">Carries it out.</param>
/// <param name="Option">The option that takes the release's number.</param>
/// <param name="PlanJob">The id of the job that plans.</param>
/// <param name="ApplyJob">The id of the job that carries it out.</param>
/// <param name="IsFed">Whether the release comes from another environment.</param>
internal sealed record ReleaseChange(string PlanTarget, string Target, string Option, Identifier PlanJob, Identifier ApplyJob, bool IsFed)
{
    public static ReleaseChange Promotion { get; } = new("PlanRelease", "Promote", "--release", "plan", "apply", IsFed: true);

    public static ReleaseChange Rollback { get; } = new("PlanRollback", "Rollback", "--to", "plan", "apply", IsFed: false);
}
