using Pipeline.Workflows.Actions;
using Pipeline.Workflows.Reading;
using YamlDotNet.RepresentationModel;

namespace Pipeline.Workflows.Checking;

/// <summary>A workflow under check.</summary>
internal sealed record CheckedWorkflow(string File, WorkflowDocument Document, ActionLock? Lock)
{
    /// <summary>Events that a stranger can cause in a public repository.</summary>
    private static readonly string[] s_ofStrangers = ["pull_request", "pull_request_target", "workflow_run", "issues", "issue_comment", "discussion", "discussion_comment", "fork", "watch", "pull_request_review", "pull_request_review_comment"];

    public YamlMappingNode Root => Document.Root;

    public IReadOnlyList<YamlScalarNode> Events { get; } = Document.Root.Find("on") switch
    {
        YamlScalarNode one => [one],
        YamlSequenceNode list => [.. list.Children.OfType<YamlScalarNode>()],
        YamlMappingNode mapping => [.. mapping.Children.Keys.OfType<YamlScalarNode>()],
        _ => [],
    };

    public bool RunsForStrangers => Events.Any(x => s_ofStrangers.Contains(x.Value, StringComparer.OrdinalIgnoreCase));

    /// <summary>All steps, with the job each is in.</summary>
    public IEnumerable<(YamlMappingNode Job, YamlMappingNode Step)> Steps => Document.Jobs.SelectMany(job => job.Body.Steps().Select(step => (job.Body, step)));

    /// <summary>What is run by a shell, or by an action that runs what it is given.</summary>
    public IEnumerable<YamlScalarNode> Scripts =>
        Steps.SelectMany(x => new[] { x.Step.Find("run"), x.Step.Find("with").Find("script"), x.Step.Find("with").Find("inlineScript"), x.Step.Find("with").Find("run"), x.Step.Find("with").Find("command") }).OfType<YamlScalarNode>();

    public WorkflowFinding Finding(string rule, YamlNode at, string message) => new(rule, File, at.Start.Line, at.Start.Column, message);
}
