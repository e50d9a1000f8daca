using Pipeline.Errors;
using Pipeline.Workflows.Actions;
using Pipeline.Workflows.Defining;

namespace Pipeline.Workflows.Writing;

/// <summary>Writes a workflow as YAML: the same bytes for the same workflow, whatever the machine.</summary>
public static class WorkflowWriter
{
    /// <summary>The file's text.</summary>
    /// <param name="workflow">The workflow.</param>
    /// <param name="header">Lines of a comment above it.</param>
    /// <exception cref="PipelineException">PIPE9604: its parts don't fit each other; all mistakes at once.</exception>
    public static string Write(Workflow workflow, params IReadOnlyList<string> header)
    {
        DefinitionRules.Hold(workflow);
        var yaml = new YamlText();
        foreach (var line in header)
            yaml.Comment(line);
        if (header.Count > 0)
            yaml.Blank();
        yaml.Line("name", workflow.Name);
        yaml.Blank();
        yaml.Mapping("on", () => WriteTriggers(yaml, workflow.On));
        yaml.Blank();
        yaml.Empty("permissions");
        yaml.Blank();
        WriteConcurrency(yaml, workflow.Concurrency);
        if (workflow.Variables.Count > 0)
            yaml.Blank();
        yaml.Values("env", workflow.Variables);
        yaml.Blank();
        yaml.Mapping("jobs", () =>
        {
            foreach (var job in workflow.Jobs)
                yaml.Mapping(job.Id.Text, () => WriteJob(yaml, job));
        });
        return yaml.ToString();
    }

    private static void WriteTriggers(YamlText yaml, Triggers triggers)
    {
        if (triggers.PushBranches.Count > 0)
            yaml.Mapping("push", () => yaml.List("branches", triggers.PushBranches));
        if (triggers.PullRequestBranches.Count > 0)
            yaml.Mapping("pull_request", () => yaml.List("branches", triggers.PullRequestBranches));
        if (triggers.Schedule is { } schedule)
            yaml.Mapping("schedule", () => yaml.Item(() => yaml.Line("cron", schedule.Cron)));
        if (triggers.Manual is not { } manual)
            return;
        if (manual.Inputs.Count == 0)
            yaml.Empty("workflow_dispatch");
        else
            yaml.Mapping("workflow_dispatch", () => yaml.Mapping("inputs", () => WriteInputs(yaml, manual.Inputs)));
    }

    private static void WriteInputs(YamlText yaml, IReadOnlyList<WorkflowInput> inputs)
    {
        foreach (var input in inputs)
        {
            yaml.Mapping(input.Name.Text, () =>
            {
                yaml.Line("description", PlainText.Of(input.Description, $"The description of input '{input.Name}'"));
                yaml.Line("required", input.IsRequired);
                yaml.Line("type", input.Kind switch { InputKind.Number => "number", InputKind.Flag => "boolean", InputKind.Choice => "choice", _ => "string" });
                if (input.Options.Count > 0)
                    yaml.List("options", input.Options.Select(x => PlainText.Of(x, $"An option of input '{input.Name}'")));
            });
        }
    }

    private static void WriteConcurrency(YamlText yaml, Concurrency concurrency) => yaml.Mapping("concurrency", () =>
    {
        yaml.Line("group", concurrency.Group.Text);
        if (concurrency.Cancels == Cancellation.ForPullRequests)
            yaml.Line("cancel-in-progress", "${{ github.event_name == 'pull_request' }}");
        else
            yaml.Line("cancel-in-progress", false);
    });

    private static void WriteJob(YamlText yaml, JobDefinition job)
    {
        if (job.Name is { } name)
            yaml.Line("name", PlainText.Of(name, $"The name of job '{job.Id}'"));
        if (job.Needs.Count > 0)
            yaml.List("needs", job.Needs.Select(x => x.Text));
        if (job.If is { } condition)
            yaml.Line("if", condition.Text);
        if (job.RunsOn.Labels is [var label])
            yaml.Line("runs-on", label);
        else
            yaml.List("runs-on", job.RunsOn.Labels);
        yaml.Line("timeout-minutes", (int)job.Timeout.TotalMinutes);
        if (job is EnvironmentJob { Environment: var environment })
        {
            yaml.Mapping("environment", () =>
            {
                yaml.Line("name", PlainText.Of(environment.Name, $"The environment of job '{job.Id}'"));
                if (environment.Url is { } url)
                    yaml.Line("url", url.Text);
            });
        }

        WritePermissions(yaml, job.Permissions);
        if (job.Concurrency is { } concurrency)
            WriteConcurrency(yaml, concurrency);
        if (job.Matrix is { } matrix)
        {
            yaml.Mapping("strategy", () =>
            {
                yaml.Line("fail-fast", matrix.FailsFast);
                yaml.Mapping("matrix", () => yaml.List(matrix.Axis.Text, matrix.Values.Select(x => x.Text)));
            });
        }

        yaml.Values("env", job.Variables);
        yaml.Values("outputs", job.Outputs);
        yaml.Mapping("steps", () =>
        {
            foreach (var step in job.AllSteps)
                yaml.Item(() => WriteStep(yaml, step));
        });
    }

    private static void WritePermissions(YamlText yaml, Permissions permissions)
    {
        List<(string Name, string Level)> granted = [.. permissions.Granted];
        if (granted.Count == 0)
            yaml.Empty("permissions");
        else
            yaml.Mapping("permissions", () => granted.ForEach(x => yaml.Line(x.Name, x.Level)));
    }

    private static void WriteStep(YamlText yaml, EnvironmentStep step)
    {
        if (step.Name is { } name)
            yaml.Line("name", PlainText.Of(name, "A step's name"));
        if (step.Id is { } id)
            yaml.Line("id", id.Text);
        if (step.If is { } condition)
            yaml.Line("if", condition.Text);
        switch (step)
        {
            case CheckoutStep checkout:
                WriteUses(yaml, checkout.Uses);
                yaml.Mapping("with", () =>
                {
                    if (checkout.WithHistory)
                        yaml.Line("fetch-depth", 0);
                    yaml.Line("persist-credentials", false);
                });
                break;
            case ActionStep action:
                WriteUses(yaml, action.Uses);
                yaml.Values("with", action.With);
                break;
            case RunStep run:
                yaml.Values("env", run.Variables);
                yaml.Text("run", run.Command.Text);
                break;
            case SecretRunStep run:
                yaml.Values("env", run.Variables.Select(x => (x.Key.Text, x.Value.Text)).Concat(run.Secrets.Select(x => (x.Key.Text, $"${{{{ secrets.{x.Value} }}}}"))));
                yaml.Text("run", run.Command.Text);
                break;
        }
    }

    private static void WriteUses(YamlText yaml, ActionReference uses) => yaml.Line("uses", uses.ToString(), uses.Pin.Version);
}
