using Nuke.Common.Tooling;
using Nuke.Common.Utilities;

namespace Nuke.Common.CI.GitHubActions.Configuration;

/// <summary>Pushes or pull requests, by branches, tags and changed files.</summary>
public class GitHubActionsVcsTrigger : GitHubActionsDetailedTrigger
{
    /// <summary>Which of both.</summary>
    public GitHubActionsTrigger Kind { get; set; }

    /// <summary>Branches, with patterns.</summary>
    public string[] Branches { get; set; } = [];

    /// <summary>Branches that don't count.</summary>
    public string[] BranchesIgnore { get; set; } = [];

    /// <summary>Tags, with patterns.</summary>
    public string[] Tags { get; set; } = [];

    /// <summary>Tags that don't count.</summary>
    public string[] TagsIgnore { get; set; } = [];

    /// <summary>Files of which one must have changed.</summary>
    public string[] IncludePaths { get; set; } = [];

    /// <summary>Files that don't count.</summary>
    public string[] ExcludePaths { get; set; } = [];

    /// <inheritdoc />
    public override void Write(CustomFileWriter writer) => Yaml.Block(writer, $"{Kind.GetValue()}:", () =>
    {
        Yaml.List(writer, "branches:", Branches);
        Yaml.List(writer, "branches-ignore:", BranchesIgnore);
        Yaml.List(writer, "tags:", Tags);
        Yaml.List(writer, "tags-ignore:", TagsIgnore);
        Yaml.List(writer, "paths:", [.. IncludePaths, .. ExcludePaths.Select(x => $"!{x}")]);
    });
}
