using Nuke.Common.Utilities;

namespace Nuke.Common.CI.GitHubActions.Configuration;

/// <summary>Checks the repository out.</summary>
public class GitHubActionsCheckoutStep : GitHubActionsStep
{
    /// <summary>Which submodules.</summary>
    public GitHubActionsSubmodules? Submodules { get; set; }

    /// <summary>Whether files of Git LFS are downloaded.</summary>
    public bool? Lfs { get; set; }

    /// <summary>How many commits; 0 for all of history. Default: one.</summary>
    public uint? FetchDepth { get; set; }

    /// <summary>Whether progress is shown.</summary>
    public bool? Progress { get; set; }

    /// <summary>What a partial clone leaves out: <c>tree:0</c>, <c>blob:none</c>.</summary>
    public string? Filter { get; set; }

    /// <summary>The token to clone with, as an expression.</summary>
    public string? Token { get; set; }

    /// <inheritdoc />
    public override void Write(CustomFileWriter writer)
    {
        writer.WriteLine($"- uses: {writer.Action("actions/checkout")}");
        List<string> inputs = [];
        if (Submodules is { } submodules)
            inputs.Add($"submodules: {(submodules == GitHubActionsSubmodules.Recursive ? "recursive" : "true")}");
        if (Lfs is { } lfs)
            inputs.Add($"lfs: {(lfs ? "true" : "false")}");
        if (FetchDepth is { } depth)
            inputs.Add($"fetch-depth: {depth}");
        if (Progress is { } progress)
            inputs.Add($"progress: {(progress ? "true" : "false")}");
        if (!string.IsNullOrWhiteSpace(Filter))
            inputs.Add($"filter: {Filter}");
        if (!string.IsNullOrWhiteSpace(Token))
            inputs.Add($"token: {Token}");
        if (inputs.Count == 0)
            return;
        using (writer.Indent())
            Yaml.Block(writer, "with:", () => inputs.ForEach(writer.WriteLine));
    }
}
