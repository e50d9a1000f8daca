using Pipeline.Errors;
using Pipeline.Workflows.Actions;
using Pipeline.Workflows.Defining;
using Pipeline.Workflows.Writing;

namespace Pipeline.Workflows.Tests.Defining;

/// <summary>What the types don't let a workflow say.</summary>
public sealed class UnsafeFormTests
{
    [Theory]
    [InlineData("echo ${{ github.event.pull_request.title }}")]
    [InlineData("echo one\necho ${{inputs.release}}")]
    [InlineData("${{")]
    public void A_command_holds_no_expression(string command)
    {
        var error = Assert.Throws<PipelineException>(() => new ShellCommand(command));

        Assert.Equal(WorkflowErrors.ExpressionInText, error.Code);
        Assert.Contains("environment variable", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_literal_and_a_name_hold_none_either()
    {
        Assert.Equal(WorkflowErrors.ExpressionInText, Assert.Throws<PipelineException>(() => WorkflowValue.Literal("${{ secrets.KEY }}")).Code);
        Assert.Equal(WorkflowErrors.ExpressionInText, Assert.Throws<PipelineException>(() => WorkflowValue.HashFiles("${{ secrets.KEY }}")).Code);
        Assert.Equal(WorkflowErrors.ExpressionInText, Assert.Throws<PipelineException>(() => Condition.OnPushTo("${{ x }}")).Code);
        Assert.Equal(WorkflowErrors.ExpressionInText, Assert.Throws<PipelineException>(() => Write(Samples.Workflow(Samples.Job("build") with { Name = "${{ github.head_ref }}" }))).Code);
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("1st")]
    [InlineData("")]
    [InlineData("x:\n  evil")]
    [InlineData("x }} ${{ secrets.KEY")]
    public void An_id_is_one_that_GitHub_takes(string id) => Assert.Equal(WorkflowErrors.InvalidName, Assert.Throws<PipelineException>(() => new Identifier(id)).Code);

    [Theory]
    [InlineData("GITHUB_TOKEN")]
    [InlineData("RUNNER_TEMP")]
    [InlineData("LD_PRELOAD")]
    [InlineData("BASH_ENV")]
    [InlineData("NODE_OPTIONS")]
    [InlineData("ACTIONS_ALLOW_UNSECURE_COMMANDS")]
    [InlineData("lower")]
    [InlineData("A-B")]
    public void A_variable_is_none_that_is_reserved_or_run_as_code(string name) => Assert.Equal(WorkflowErrors.InvalidName, Assert.Throws<PipelineException>(() => new VariableName(name)).Code);

    [Fact]
    public void A_checkout_is_no_ordinary_action_so_its_token_never_stays() =>
        Assert.Equal(WorkflowErrors.InvalidWorkflow, Assert.Throws<PipelineException>(() => new ActionStep(Samples.Lock.Find("Actions/Checkout"))).Code);

    [Fact]
    public void Only_the_lock_makes_a_reference_to_an_action() =>
        Assert.Empty(typeof(ActionReference).GetConstructors());

    [Fact]
    public void A_job_without_an_environment_takes_no_step_with_secrets() =>
        Assert.False(typeof(Step).IsAssignableFrom(typeof(SecretRunStep)));

    [Fact]
    public void Time_and_permissions_of_a_job_and_the_group_of_a_workflow_must_be_given()
    {
        Assert.All([typeof(JobDefinition).GetProperty("Timeout")!, typeof(JobDefinition).GetProperty("Permissions")!, typeof(Workflow).GetProperty("Concurrency")!],
            x => Assert.NotEmpty(x.GetCustomAttributes(typeof(System.Runtime.CompilerServices.RequiredMemberAttribute), inherit: true)));
    }

    [Fact]
    public void A_job_in_an_environment_never_runs_for_pull_requests()
    {
        var workflow = Samples.Workflow(Samples.Deployment("deploy")) with { On = new Triggers { PushBranches = ["main"], PullRequestBranches = ["main"] } };

        Assert.Contains("would run for pull requests", Refused(workflow), StringComparison.Ordinal);
        Write(workflow with { Jobs = [Samples.Deployment("deploy") with { If = Condition.OnPushTo("main") }] });
        Assert.Contains("would run for pull requests", Refused(workflow with { Jobs = [Samples.Deployment("deploy") with { If = Condition.AlsoAfterFailure.And(Condition.NotForForks) }] }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_that_may_write_never_runs_for_pull_requests_of_strangers()
    {
        var job = Samples.Job("upload") with { Permissions = new Permissions { SecurityEvents = Access.Write } };
        var workflow = Samples.Workflow(job) with { On = new Triggers { PullRequestBranches = ["main"] } };

        Assert.Contains("from other repositories", Refused(workflow), StringComparison.Ordinal);
        Write(workflow with { Jobs = [job with { If = Condition.NotForForks }] });
    }

    [Fact]
    public void A_machine_of_ones_own_never_runs_pull_requests() =>
        Assert.Contains("a machine of your own", Refused(Samples.Workflow(Samples.Job("build") with { RunsOn = Runner.SelfHosted("linux") }) with { On = new Triggers { PullRequestBranches = ["main"] } }), StringComparison.Ordinal);

    [Fact]
    public void Parts_that_do_not_fit_are_all_reported_at_once()
    {
        var job = Samples.Job("one", new RunStep { Command = "x", Variables = new Dictionary<VariableName, WorkflowValue>
        {
            ["A"] = WorkflowValue.JobOutput("two", "result"),
            ["B"] = WorkflowValue.StepOutput("nothing", "result"),
            ["C"] = WorkflowValue.Input("release"),
            ["D"] = WorkflowValue.Matrix("part"),
        } });
        var workflow = Samples.Workflow(
            job with { Needs = ["three"], Timeout = TimeSpan.FromSeconds(30) },
            Samples.Job("two") with { Needs = ["four"] },
            Samples.Job("FOUR") with { Needs = ["two"] },
            Samples.Job("Two"));

        var message = Refused(workflow with { On = new Triggers() });

        Assert.All(
            ["nothing starts it", "job 'two' is there 2 times", "needs 'three', which", "time-out of 00:00:30", "output of job 'two', which it doesn't need", "output of step 'nothing'", "input 'release'", "matrix axis 'part'", "need each other"],
            x => Assert.Contains(x, message, StringComparison.Ordinal));
    }

    [Fact]
    public void An_output_is_one_that_the_job_gives()
    {
        var giving = Samples.Job("plan", new RunStep { Id = "make", Command = "x" }) with { Outputs = new Dictionary<Identifier, WorkflowValue> { ["hash"] = WorkflowValue.StepOutput("make", "hash") } };
        var taking = Samples.Deployment("apply", new RunStep { Command = "x", Variables = new Dictionary<VariableName, WorkflowValue> { ["HASH"] = WorkflowValue.JobOutput("plan", "hash") } }) with { Needs = ["plan"] };

        Assert.Contains("HASH: ${{ needs.plan.outputs.hash }}", Write(Samples.Workflow(giving, taking)), StringComparison.Ordinal);
        Assert.Contains("output 'hash', which job 'plan' doesn't give", Refused(Samples.Workflow(giving with { Outputs = new Dictionary<Identifier, WorkflowValue>() }, taking)), StringComparison.Ordinal);
    }

    private static string Write(Workflow workflow) => WorkflowWriter.Write(workflow);

    private static string Refused(Workflow workflow)
    {
        var error = Assert.Throws<PipelineException>(() => Write(workflow));
        Assert.Equal(WorkflowErrors.InvalidWorkflow, error.Code);
        return error.Message;
    }
}
