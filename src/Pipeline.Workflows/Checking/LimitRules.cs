using Pipeline.Workflows.Reading;
using YamlDotNet.RepresentationModel;

namespace Pipeline.Workflows.Checking;

/// <summary>How much a workflow may do, for how long and how often.</summary>
internal static class LimitRules
{
    private static readonly string[] s_publishing = ["attestations", "contents", "id-token", "packages"];

    public static IEnumerable<WorkflowFinding> ExcessivePermissions(CheckedWorkflow workflow)
    {
        var ofAll = workflow.Root.Find("permissions");
        if (ofAll is null)
            yield return workflow.Finding("excessive-permissions", workflow.Root, "The workflow doesn't say what its token may do, so the repository's default holds, which may be everything. Write `permissions: {}`, and give each job what it needs.");
        else if (ofAll.Texts() is ["read-all" or "write-all"])
            yield return workflow.Finding("excessive-permissions", ofAll, "Every job may do everything of its kind. Write `permissions: {}`, and give each job what it needs.");
        foreach (var (name, _) in ofAll.Entries().Where(x => x.Value.Value == "write"))
            yield return workflow.Finding("excessive-permissions", name, $"Every job may write {name.Value}. Give it to the jobs that need it.");
        foreach (var (id, job) in workflow.Document.Jobs)
        {
            if (job.Find("permissions") is { } ofJob && ofJob.Texts() is ["read-all" or "write-all"])
                yield return workflow.Finding("excessive-permissions", ofJob, $"Job '{id.Value}' may do everything of its kind. Name what it needs.");
        }
    }

    public static IEnumerable<WorkflowFinding> MissingTimeout(CheckedWorkflow workflow) =>
        workflow.Document.Jobs.Where(x => x.Body.Find("uses") is null && x.Body.Find("timeout-minutes") is null)
            .Select(x => workflow.Finding("missing-timeout", x.Id, $"Job '{x.Id.Value}' may hang for six hours. Write `timeout-minutes`."));

    public static IEnumerable<WorkflowFinding> ConcurrencyLimits(CheckedWorkflow workflow) =>
        workflow.Root.Find("concurrency") is null && workflow.Document.Jobs.Any(x => x.Body.Find("concurrency") is null)
            ? [workflow.Finding("concurrency-limits", workflow.Root, "Any number of runs go on at once, two deployments too. Write `concurrency` with a group.")]
            : [];

    public static IEnumerable<WorkflowFinding> CachePoisoning(CheckedWorkflow workflow)
    {
        foreach (var (job, step) in workflow.Steps)
        {
            if (job.Find("environment") is null && !job.Find("permissions").Entries().Any(x => x.Value.Value == "write" && s_publishing.Contains(x.Name.Value)))
                continue;
            var action = step.Text("uses")?.Split('@')[0] ?? "";
            var caches = action.Equals("actions/cache", StringComparison.OrdinalIgnoreCase) || action.Equals("actions/cache/restore", StringComparison.OrdinalIgnoreCase)
                || action.StartsWith("actions/setup-", StringComparison.OrdinalIgnoreCase) && step.Find("with").Text("cache") is { Length: > 0 } cache && cache != "false";
            if (caches)
                yield return workflow.Finding("cache-poisoning", step.Find("uses") as YamlScalarNode ?? (YamlNode)step, "A job that publishes takes files from a cache that any other run on the branch can have written. Build what is published from sources.");
        }
    }
}
