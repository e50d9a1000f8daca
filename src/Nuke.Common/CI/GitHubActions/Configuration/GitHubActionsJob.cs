using Nuke.Common.Tooling;
using Nuke.Common.Utilities;

namespace Nuke.Common.CI.GitHubActions.Configuration;

/// <summary>A job of a workflow. Builds derive from it for keys of their own.</summary>
public class GitHubActionsJob : ConfigurationEntity
{
    /// <summary>Its id and shown name.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>The deployment environment, whose rules the job waits for.</summary>
    public string? EnvironmentName { get; set; }

    /// <summary>The environment's address.</summary>
    public string? EnvironmentUrl { get; set; }

    /// <summary>The machine that it runs on.</summary>
    public GitHubActionsImage Image { get; set; }

    /// <summary>Its longest duration in minutes. Default 0: GitHub's, 360.</summary>
    public int TimeoutMinutes { get; set; }

    /// <summary>Of the jobs of one group only one runs at a time.</summary>
    public string? ConcurrencyGroup { get; set; }

    /// <summary>Whether a new job of the group cancels the one before.</summary>
    public bool ConcurrencyCancelInProgress { get; set; }

    /// <summary>Its steps.</summary>
    public GitHubActionsStep[] Steps { get; set; } = [];

    /// <inheritdoc />
    public override void Write(CustomFileWriter writer) => Yaml.Block(writer, $"{Name}:", () =>
    {
        writer.WriteLine($"name: {Name}");
        writer.WriteLine($"runs-on: {Image.GetValue()}");
        if (TimeoutMinutes > 0)
            writer.WriteLine($"timeout-minutes: {TimeoutMinutes}");
        Concurrency.Write(writer, ConcurrencyGroup, ConcurrencyCancelInProgress);
        WriteEnvironment(writer);
        Yaml.Block(writer, "steps:", () => Array.ForEach(Steps, x => x.Write(writer)));
    });

    private void WriteEnvironment(CustomFileWriter writer)
    {
        if (string.IsNullOrWhiteSpace(EnvironmentName))
            return;
        if (string.IsNullOrWhiteSpace(EnvironmentUrl))
        {
            writer.WriteLine($"environment: {EnvironmentName}");
            return;
        }

        Yaml.Block(writer, "environment:", () =>
        {
            writer.WriteLine($"name: {EnvironmentName}");
            writer.WriteLine($"url: {EnvironmentUrl}");
        });
    }
}
