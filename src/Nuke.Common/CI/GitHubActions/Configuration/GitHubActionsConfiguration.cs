using Nuke.Common.Tooling;
using Nuke.Common.Utilities;

namespace Nuke.Common.CI.GitHubActions.Configuration;

/// <summary>A workflow.</summary>
public class GitHubActionsConfiguration : ConfigurationEntity
{
    /// <summary>Its shown name.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>Triggers without filters. A workflow has these or <see cref="DetailedTriggers"/>.</summary>
    public GitHubActionsTrigger[] ShortTriggers { get; set; } = [];

    /// <summary>Triggers with filters or inputs.</summary>
    public GitHubActionsDetailedTrigger[] DetailedTriggers { get; set; } = [];

    /// <summary>What the token may be used for: <c>read</c> or <c>write</c>. Empty: the repository's default.</summary>
    public (GitHubActionsPermissions Type, string Permission)[] Permissions { get; set; } = [];

    /// <summary>Of the runs of one group only one runs at a time.</summary>
    public string? ConcurrencyGroup { get; set; }

    /// <summary>Whether a new run of the group cancels the one before.</summary>
    public bool ConcurrencyCancelInProgress { get; set; }

    /// <summary>Its jobs.</summary>
    public GitHubActionsJob[] Jobs { get; set; } = [];

    /// <inheritdoc />
    public override void Write(CustomFileWriter writer)
    {
        writer.WriteLine($"name: {Yaml.Text(Name)}");
        writer.WriteLine();
        if (ShortTriggers.Length > 0)
            writer.WriteLine($"on: [{string.Join(", ", ShortTriggers.Select(x => x.GetValue()))}]");
        else
            Yaml.Block(writer, "on:", () => Array.ForEach(DetailedTriggers, x => x.Write(writer)));
        writer.WriteLine();
        if (Permissions.Length > 0)
        {
            Yaml.Block(writer, "permissions:", () => Array.ForEach(Permissions, x => writer.WriteLine($"{x.Type.GetValue()}: {x.Permission}")));
            writer.WriteLine();
        }

        if (Concurrency.Write(writer, ConcurrencyGroup, ConcurrencyCancelInProgress))
            writer.WriteLine();
        Yaml.Block(writer, "jobs:", () => Array.ForEach(Jobs, x => x.Write(writer)));
    }
}
