using System.Globalization;
using System.Text;
using Pipeline.Releases.Pages;
using Pipeline.Releases.Policies;

namespace Pipeline.Releases.Planning;

/// <summary>A release plan as one page: Markdown for a job's summary, HTML for people.</summary>
public static class ReleasePlanPage
{
    /// <summary>The page. Text of others (names, reasons, values) is escaped: it can't make up headings, links or tables.</summary>
    public static string Markdown(ReleasePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"# Release {plan.Number} of {Text(plan.Application)} to {Text(plan.Environment)}\n\n");
        page.Append(CultureInfo.InvariantCulture, $"Plan `{plan.Hash}`\n\n");
        page.Append(CultureInfo.InvariantCulture, $"{(plan.CurrentNumber is { } current ? $"Release {current} is deployed there now." : "Nothing is deployed there yet.")} Made {plan.MadeAt:u} by {Text(plan.MadeBy)}{(plan.Commit is { } commit ? $", commit `{Code(commit)}`" : "")}.{(plan.ManifestCommit is { } other ? $" **The manifests are from another commit: `{Code(other)}`.**" : "")}\n");
        if (plan.Earlier is { } earlier)
            page.Append(CultureInfo.InvariantCulture, $"\nThis release was promoted here before, {earlier.StartedAt:u}, by the plan `{Code(earlier.PlanHash)}`: {Text(earlier.Outcome)}\n");
        Policy(page, plan.Policy);
        if (plan.FreezeOverride is { } reason)
            page.Append(CultureInfo.InvariantCulture, $"\n**A freeze is overridden:** {Text(reason)}\n");
        Images(page, plan);
        Database(page, plan.Migrations);
        Cluster(page, plan);
        Settings(page, plan);
        Secrets(page, plan.Secrets);
        Evidence(page, plan);
        if (plan.NotWired.Count > 0)
            page.Append(CultureInfo.InvariantCulture, $"\n## Not wired\nNeither planned nor done by this build: {string.Join(", ", plan.NotWired.Select(Text))}.\n");
        return page.ToString();
    }

    /// <summary>The same page as HTML: one file, which loads nothing and runs nothing.</summary>
    public static string Html(ReleasePlan plan) => PlanHtml.Page(Markdown(plan));

    private static void Policy(StringBuilder page, PolicyVerdict verdict)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n## Policy: {Text(verdict.Policy)} {(verdict.IsMet ? "is met" : "is **not** met")}\n\n| | Condition | Found |\n|---|---|---|\n");
        foreach (var check in verdict.Checks)
            page.Append(CultureInfo.InvariantCulture, $"| {Sign(check.State)} | {Text(check.Name)} | {Text($"{check.Detail} {check.Next}".Trim())} |\n");
    }

    private static void Images(StringBuilder page, ReleasePlan plan)
    {
        page.Append("\n## Images\n\n| Image | Signature |\n|---|---|\n");
        foreach (var image in plan.Images)
            page.Append(CultureInfo.InvariantCulture, $"| `{Code(image.Reference)}` | {Text(image.SignedBy is null ? $"not verified: {image.Detail}" : $"by {image.SignedBy}. {image.Detail}")} |\n");
    }

    private static void Database(StringBuilder page, PlannedMigrations? migrations)
    {
        page.Append("\n## Database\n\n");
        if (migrations is null)
        {
            page.Append("The environment names no database; none is touched.\n");
            return;
        }

        page.Append(CultureInfo.InvariantCulture, $"At version {migrations.CurrentVersion}. {(migrations.Steps.Count == 0 ? "No migration runs." : $"{migrations.Steps.Count} run:")}\n");
        if (migrations.Steps.Count > 0)
            page.Append("\n| Version | Migration | Phase |\n|---|---|---|\n");
        foreach (var step in migrations.Steps)
            page.Append(CultureInfo.InvariantCulture, $"| {step.Version} | {Text(step.Name)} | {Text(step.Phase)} |\n");
        foreach (var finding in migrations.Findings)
            page.Append(CultureInfo.InvariantCulture, $"\n- {Text(finding)}");
        if (migrations.Findings.Count > 0)
            page.Append('\n');
    }

    private static void Cluster(StringBuilder page, ReleasePlan plan) => page.Append("\n## Cluster\n\n")
        .AppendJoin("", plan.Warnings.Select(x => $"- **!** {Text(x)}\n"))
        .Append(plan.Warnings.Count > 0 ? "\n" : "")
        .Append(MarkdownText.Fenced("diff", plan.Objects.SelectMany(x => x.Lines.Prepend($"{ActionSign(x.Action)} {x.Name}"))));

    private static void Settings(StringBuilder page, ReleasePlan plan)
    {
        page.Append("\n## Settings\n\n");
        if (plan.Settings.Count == 0)
        {
            page.Append("No setting changes.\n");
            return;
        }

        page.Append("| Variable | Before | After |\n|---|---|---|\n");
        foreach (var setting in plan.Settings)
            page.Append(CultureInfo.InvariantCulture, $"| `{Code(setting.Name)}` | {Text(setting.Before ?? "(not set)")} | {Text(setting.After ?? "(not set)")} |\n");
    }

    private static void Secrets(StringBuilder page, IReadOnlyList<PlannedSecret>? secrets)
    {
        page.Append("\n## Secrets\n\n");
        if (secrets is null)
        {
            page.Append("The environment names no secret store that could be asked; versions are not known.\n");
            return;
        }

        foreach (var secret in secrets)
            page.Append(CultureInfo.InvariantCulture, $"- `{Code(secret.Name)}`: {(secret.Version is { } version ? $"version {Text(version)}" : "**missing**")}\n");
        if (secrets.Count == 0)
            page.Append("It uses none.\n");
    }

    private static void Evidence(StringBuilder page, ReleasePlan plan)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n## Evidence\nBundle `{plan.Evidence.Digest}`\n\n| | Stage | When | Figures |\n|---|---|---|---|\n");
        foreach (var record in plan.Evidence.Records)
        {
            var state = record.Result switch { Proving.EvidenceResult.Passed => CheckState.Passed, Proving.EvidenceResult.Failed => CheckState.Failed, _ => CheckState.NotDone };
            var figures = string.Join(", ", record.Figures.OrderBy(x => x.Key, StringComparer.Ordinal).Select(x => $"{x.Key} {x.Value}"));
            page.Append(CultureInfo.InvariantCulture, $"| {Sign(state)} | {Text(record.Kind)}{(record.Environment is { } where ? $" in {Text(where)}" : "")} | {record.At:u} | {Text(record.Reason is null ? figures : $"{figures} {record.Reason}".Trim())} |\n");
        }
    }

    private static string Sign(CheckState state) => state switch
    {
        CheckState.Passed => "✓",
        CheckState.Failed => "✗",
        CheckState.Overridden => "! overridden",
        _ => "– not done",
    };

    private static string ActionSign(string action) => action switch { "create" => "+", "prune" => "-", "keep" => "=", _ => "!" };

    private static string Code(string text) => MarkdownText.Code(text);

    private static string Text(string text) => MarkdownText.Escape(text);
}
