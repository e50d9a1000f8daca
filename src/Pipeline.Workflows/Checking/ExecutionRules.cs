using System.Text.RegularExpressions;
using Pipeline.Workflows.Reading;
using YamlDotNet.RepresentationModel;

namespace Pipeline.Workflows.Checking;

/// <summary>What runs, and what of it someone else may choose.</summary>
internal static partial class ExecutionRules
{
    private static readonly string[] s_dangerous = ["pull_request_target", "workflow_run"];

    public static IEnumerable<WorkflowFinding> TemplateInjection(CheckedWorkflow workflow) =>
        workflow.Scripts.Where(x => x.Value!.Contains("${{", StringComparison.Ordinal))
            .Select(x => workflow.Finding("template-injection", x, $"`${{{{{Expressions.In(x.Value).FirstOrDefault() ?? " …"}}}}}` is put into the text that is run, before it is run. Give it as a variable (`env:`), and write \"$NAME\"."));

    public static IEnumerable<WorkflowFinding> DangerousTriggers(CheckedWorkflow workflow) =>
        workflow.Events.Where(x => s_dangerous.Contains(x.Value, StringComparer.OrdinalIgnoreCase))
            .Select(x => workflow.Finding("dangerous-triggers", x, $"`{x.Value}` runs with the repository's secrets and a token that may write, for what a stranger sent. Use `pull_request`."));

    public static IEnumerable<WorkflowFinding> GitHubEnvironment(CheckedWorkflow workflow) =>
        workflow.RunsForStrangers
            ? workflow.Scripts.Where(x => SharedFile().IsMatch(x.Value!)).Select(x => workflow.Finding("github-env", x, "A step that strangers can start writes to GITHUB_ENV or GITHUB_PATH, so what it writes decides what later steps run. Use a step's output."))
            : [];

    public static IEnumerable<WorkflowFinding> InsecureCommands(CheckedWorkflow workflow) =>
        new[] { workflow.Root.Find("env") }.Concat(workflow.Document.Jobs.Select(x => x.Body.Find("env"))).Concat(workflow.Steps.Select(x => x.Step.Find("env")))
            .SelectMany(x => x.Entries())
            .Where(x => string.Equals(x.Name.Value, "ACTIONS_ALLOW_UNSECURE_COMMANDS", StringComparison.OrdinalIgnoreCase) && !string.Equals(x.Value.Value, "false", StringComparison.OrdinalIgnoreCase))
            .Select(x => workflow.Finding("insecure-commands", x.Name, "Whatever a step prints may set variables and paths of later ones. Leave the variable out, and write to GITHUB_OUTPUT."));

    public static IEnumerable<WorkflowFinding> SelfHostedRunner(CheckedWorkflow workflow)
    {
        if (!workflow.RunsForStrangers)
            yield break;
        foreach (var (id, job) in workflow.Document.Jobs)
        {
            var runsOn = job.Find("runs-on");
            if (runsOn is YamlMappingNode || runsOn.Texts().Contains("self-hosted", StringComparer.OrdinalIgnoreCase))
                yield return workflow.Finding("self-hosted-runner", runsOn!, $"Job '{id.Value}' runs what strangers send on a machine of your own, and what is left there meets the next run. Use a runner of GitHub's.");
        }
    }

    public static IEnumerable<WorkflowFinding> BotConditions(CheckedWorkflow workflow) =>
        workflow.Document.Jobs.SelectMany(x => x.Body.Steps().Prepend(x.Body)).Select(x => x.Find("if")).OfType<YamlScalarNode>().Where(x => Actor().IsMatch(x.Value!))
            .Select(x => workflow.Finding("bot-conditions", x, "Who started a run isn't who wrote the change: a bot can be made to start one. Ask for the pull request's author (github.event.pull_request.user.login)."));

    [GeneratedRegex(@"\bGITHUB_(?:ENV|PATH)\b")]
    private static partial Regex SharedFile();

    [GeneratedRegex(@"\bgithub\s*\.\s*(?:triggering_)?actor\s*==|==\s*github\s*\.\s*(?:triggering_)?actor\b", RegexOptions.IgnoreCase)]
    private static partial Regex Actor();
}
