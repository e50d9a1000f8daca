using System.Globalization;
using Pipeline.Cli.Migrating;
using Pipeline.Migrations.Planning;
using Spectre.Console;

namespace Pipeline.Cli.Showing;

/// <summary>A plan for people.</summary>
internal static class PlanView
{
    public static void Show(MigrationPlan plan, MigrateSession session)
    {
        var at = plan.CurrentVersion == 0 ? "at the beginning" : $"at {plan.CurrentVersion}";
        session.Write($"{plan.Database} is {at}, {OutcomeText.Count(plan.AppliedCount, "migration")} applied.{(plan.IsEmpty ? " Nothing to do." : $" {OutcomeText.Count(plan.Steps.Count, "step")} would run:")}");
        if (!plan.IsEmpty)
            Consoles.Write(session, Table(plan));
        foreach (var finding in plan.Findings)
            session.Write(Sentence(finding));
        session.Write($"plan {plan.Hash}");
    }

    /// <summary>A finding in one line, with its severity and id before it.</summary>
    public static string Sentence(PlanFinding finding) =>
        $"{finding.Severity.ToString().ToLowerInvariant()}{(finding.ErrorId is null ? "" : $" {finding.ErrorId}")}: {finding.Message}";

    private static Table Table(MigrationPlan plan)
    {
        var table = Consoles.Table("", "version", "name", "phase", "kind", "what it does");
        foreach (var step in plan.Steps)
        {
            var action = step.Action.ToString().ToLowerInvariant() + (step.IsResumed ? " (goes on)" : "");
            table.AddRow(
                new Text(action),
                new Text(step.Version.ToString(CultureInfo.InvariantCulture)),
                new Text(step.Name),
                new Text(step.Phase.ToString().ToLowerInvariant()),
                new Text(step.Kind.ToString().ToLowerInvariant()),
                new Text(string.Join("\n", step.Operations.Select(x => x + CostOf(x, step)))));
        }

        return table;
    }

    /// <summary>What an index's build costs, behind the operation that creates it.</summary>
    private static string CostOf(string operation, MigrationStep step) =>
        step.IndexCosts.FirstOrDefault(x => operation.EndsWith($" {x.Index} on {x.Collection}", StringComparison.Ordinal)) switch
        {
            null => "",
            { Exists: true } => " (there already)",
            var cost => string.Create(CultureInfo.InvariantCulture, $" (reads {cost.Documents:N0} documents, {cost.Bytes / 1048576.0:N1} MiB)"),
        };
}
