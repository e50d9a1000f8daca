using System.Text.Json.Nodes;
using Pipeline.Migrations.Running;

namespace Pipeline.Cli.Showing;

/// <summary>What a run did, as JSON.</summary>
internal static class OutcomeJson
{
    public static string Write(MigrationOutcome outcome) => CliJson.Write(new
    {
        outcome.Plan.Database,
        Steps = outcome.Plan.Steps.Select(x => new { x.Version, x.Name, x.Action }),
        DurationSeconds = Math.Round(outcome.Duration.TotalSeconds, 3),
        outcome.RestorePoint,
        Plan = JsonNode.Parse(outcome.Plan.ToJson()),
    });
}
