using System.Globalization;
using Pipeline.Migrations.Planning;
using Pipeline.Migrations.Running;

namespace Pipeline.Cli.Showing;

/// <summary>What a run did, as a sentence.</summary>
internal static class OutcomeText
{
    public static string Of(MigrationOutcome outcome)
    {
        var plan = outcome.Plan;
        if (plan.IsEmpty)
            return $"Nothing to do: {plan.Database} is {(plan.CurrentVersion == 0 ? "at the beginning" : $"at {plan.CurrentVersion}")}, {Count(plan.AppliedCount, "migration")} applied.";
        var versions = plan.Steps.Select(x => x.Version).Distinct().ToList();
        var verb = plan.Request.Kind switch
        {
            RequestKind.Up => "applied",
            RequestKind.Down => "taken back",
            RequestKind.Redo => "taken back and applied again",
            RequestKind.Repair => "repaired",
            _ => "recorded as applied",
        };
        return $"{Count(versions.Count, "migration")} {verb} in {plan.Database} in {Seconds(outcome.Duration)}: {Shown(versions)}.";
    }

    public static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    public static string Seconds(TimeSpan duration) => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.00} s");

    private static string Shown(List<long> versions) =>
        versions.Count <= 5 ? string.Join(", ", versions) : $"{versions[0]} … {versions[^1]}";
}
