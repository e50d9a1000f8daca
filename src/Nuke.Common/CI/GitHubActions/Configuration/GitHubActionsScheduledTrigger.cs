using Nuke.Common.Utilities;

namespace Nuke.Common.CI.GitHubActions.Configuration;

/// <summary>A schedule.</summary>
public class GitHubActionsScheduledTrigger : GitHubActionsDetailedTrigger
{
    /// <summary>When, in cron's five fields, UTC: <c>0 3 * * *</c>.</summary>
    public string Cron { get; set; } = string.Empty;

    /// <inheritdoc />
    public override void Write(CustomFileWriter writer) => Yaml.Block(writer, "schedule:", () => writer.WriteLine($"- cron: {Yaml.Quoted(Cron)}"));
}
