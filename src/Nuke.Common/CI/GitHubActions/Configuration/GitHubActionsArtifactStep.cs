using Nuke.Common.Utilities;

namespace Nuke.Common.CI.GitHubActions.Configuration;

/// <summary>Publishes a file or directory as an artifact of the run.</summary>
public class GitHubActionsArtifactStep : GitHubActionsStep
{
    /// <summary>The artifact's name.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>What it holds, relative to the repository.</summary>
    public string Path { get; set; } = string.Empty;

    /// <summary>When it is published: <c>always()</c>. Default: when all steps before succeeded.</summary>
    public string? Condition { get; set; }

    /// <inheritdoc />
    public override void Write(CustomFileWriter writer)
    {
        writer.WriteLine($"- name: {Yaml.Quoted($"Publish: {Name}")}");
        using (writer.Indent())
        {
            writer.WriteLine($"uses: {writer.Action("actions/upload-artifact")}");
            if (!string.IsNullOrWhiteSpace(Condition))
                writer.WriteLine($"if: {Condition}");
            Yaml.Block(writer, "with:", () =>
            {
                writer.WriteLine($"name: {Name}");
                writer.WriteLine($"path: {Path}");
            });
        }
    }
}
