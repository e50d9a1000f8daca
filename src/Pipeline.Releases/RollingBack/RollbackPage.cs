using System.Globalization;
using System.Text;
using Pipeline.Kubernetes.Planning;
using Pipeline.Releases.Pages;
using Pipeline.Releases.Planning;
using Pipeline.Releases.Promoting;

namespace Pipeline.Releases.RollingBack;

/// <summary>A plan of a rollback as one page: Markdown for a job's summary, HTML for people.</summary>
public static class RollbackPage
{
    /// <summary>The page.</summary>
    public static string Markdown(RollbackPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var page = new StringBuilder();
        var deployment = plan.Deployment;
        page.Append(CultureInfo.InvariantCulture, $"# {MarkdownText.Escape(deployment.Application)} in {MarkdownText.Escape(plan.Environment)} back to release {deployment.Number}\n\n");
        page.Append(CultureInfo.InvariantCulture, $"Plan `{plan.Hash}`\n\n{(deployment.CurrentNumber is { } current ? $"Release {current} is deployed there now." : "None is deployed there now.")}\n");
        page.Append(CultureInfo.InvariantCulture, $"\n## Database\n\n{MarkdownText.Escape(Schema(plan))}\n\n## Cluster\n\n");
        foreach (var warning in deployment.Warnings)
            page.Append(CultureInfo.InvariantCulture, $"- **!** {MarkdownText.Escape(warning)}\n");
        if (deployment.Warnings.Count > 0)
            page.Append('\n');
        page.Append(MarkdownText.Fenced("diff", deployment.Objects
            .Where(x => x.Action != PlannedAction.Unchanged)
            .SelectMany(x => PlanText.Changes(x).Select(y => y.Text).Prepend($"{x.Action.ToString().ToLowerInvariant()} {x.Reference}"))));
        return page.ToString();
    }

    /// <summary>The same page as HTML: one file, which loads nothing and runs nothing.</summary>
    public static string Html(RollbackPlan plan) => PlanHtml.Page(Markdown(plan));

    /// <summary>What becomes of the schema, as a sentence.</summary>
    public static string Schema(RollbackPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Schema switch
        {
            null => "The environment names no database; none is touched.",
            { Fate: SchemaFate.TakeDown } choice => $"The schema goes down to {plan.DownTo} first. While it does, requests may fail. {choice.Reason}",
            { Fate: SchemaFate.AskPerson } choice => $"It can't be done: {choice.Reason}",
            var choice => $"The schema stays. {choice.Reason}",
        };
    }
}
