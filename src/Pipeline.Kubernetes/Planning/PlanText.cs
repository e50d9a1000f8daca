using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Diffing;

namespace Pipeline.Kubernetes.Planning;

/// <summary>A plan as text.</summary>
public static class PlanText
{
    /// <summary>The plan in lines: object by object, field by field, values of Secrets masked. Unchanged objects are only counted.</summary>
    public static IReadOnlyList<PlanLine> Lines(DeployPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return
        [
            Heading(plan),
            .. plan.Objects.Where(x => x.Action != PlannedAction.Unchanged).SelectMany(Lines),
            .. plan.Conflicts.Select(x => new PlanLine(PlanLineKind.Conflict, $"! {x.Reference} {x.Field} belongs to {x.Manager}{(plan.ForceConflicts ? "; it is taken" : "")}")),
            .. plan.Warnings.Select(x => new PlanLine(PlanLineKind.Warning, $"warning: {x}")),
            new PlanLine(PlanLineKind.Summary, Counts(plan)),
            new PlanLine(PlanLineKind.Summary, $"plan {plan.Hash}"),
        ];
    }

    /// <summary>The fields of one object that change, a line or more each, values of Secrets masked.</summary>
    public static IReadOnlyList<PlanLine> Changes(PlannedObject item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return [.. item.Changes.SelectMany(Lines)];
    }

    private static PlanLine Heading(DeployPlan plan) => new(PlanLineKind.Heading,
        $"{(plan.IsRollback ? "Rollback of" : "Release")} {plan.Application} {(plan.IsRollback ? "to " : "")}{plan.Number} in {plan.Namespace} ({(plan.CurrentNumber is { } current ? $"now {current}" : "none is deployed")})");

    /// <summary><c>2 to create, 1 to prune, 5 unchanged</c>.</summary>
    internal static string Counts(DeployPlan plan)
    {
        var counts = plan.Objects.CountBy(x => x.Action).ToDictionary();
        var parts = new (PlannedAction Action, string Words)[]
        {
            (PlannedAction.Create, "to create"), (PlannedAction.Change, "to change"), (PlannedAction.Replace, "to replace"),
            (PlannedAction.Prune, "to prune"), (PlannedAction.Keep, "kept"), (PlannedAction.Unchanged, "unchanged"),
        };
        return string.Join(", ", parts.Where(x => counts.ContainsKey(x.Action)).Select(x => $"{counts[x.Action]} {x.Words}"));
    }

    private static IEnumerable<PlanLine> Lines(PlannedObject item)
    {
        var (kind, sign) = item.Action switch
        {
            PlannedAction.Create => (PlanLineKind.Added, "+"),
            PlannedAction.Change => (PlanLineKind.Changed, "~"),
            PlannedAction.Replace => (PlanLineKind.Changed, "-/+"),
            PlannedAction.Prune => (PlanLineKind.Removed, "-"),
            _ => (PlanLineKind.Kept, "="),
        };
        yield return new PlanLine(kind, $"{sign} {item.Reference}{(item.Note is null ? "" : $" ({item.Note})")}");
        foreach (var line in item.Changes.SelectMany(Lines))
            yield return line;
    }

    private static IEnumerable<PlanLine> Lines(FieldChange change)
    {
        if (change.Kind == FieldChangeKind.Changed && Text(change.Before) is { } before && Text(change.After) is { } after && (before.Contains('\n') || after.Contains('\n')))
        {
            yield return new PlanLine(PlanLineKind.Changed, $"    ~ {change.Path}:");
            foreach (var line in TextDiff.Lines(before, after))
                yield return new PlanLine(line[0] switch { '+' => PlanLineKind.Added, '-' => PlanLineKind.Removed, _ => PlanLineKind.Kept }, $"        {line}");
            yield break;
        }

        yield return change.Kind switch
        {
            FieldChangeKind.Added => new PlanLine(PlanLineKind.Added, $"    + {change.Path}: {change.After}"),
            FieldChangeKind.Removed => new PlanLine(PlanLineKind.Removed, $"    - {change.Path}: {change.Before}"),
            _ => new PlanLine(PlanLineKind.Changed, $"    ~ {change.Path}: {change.Before} -> {change.After}"),
        };
    }

    // A masked value and the order of a list are no JSON.
    private static string? Text(string? json)
    {
        if (json is null || json[0] != '"')
            return null;
        try
        {
            return JsonNode.Parse(json)?.GetValue<string>();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
