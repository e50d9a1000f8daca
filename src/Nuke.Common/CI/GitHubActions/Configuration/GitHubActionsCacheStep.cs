using Nuke.Common.Utilities;

namespace Nuke.Common.CI.GitHubActions.Configuration;

/// <summary>Keeps directories between runs, under a key made from files.</summary>
public class GitHubActionsCacheStep : GitHubActionsStep
{
    /// <summary>What is kept.</summary>
    public string[] IncludePatterns { get; set; } = [];

    /// <summary>What is left out of it.</summary>
    public string[] ExcludePatterns { get; set; } = [];

    /// <summary>The files whose content makes the key.</summary>
    public string[] KeyFiles { get; set; } = [];

    /// <inheritdoc />
    public override void Write(CustomFileWriter writer)
    {
        writer.WriteLine($"- name: {Yaml.Quoted($"Cache: {string.Join(", ", IncludePatterns)}")}");
        using (writer.Indent())
        {
            writer.WriteLine($"uses: {writer.Action("actions/cache")}");
            Yaml.Block(writer, "with:", () =>
            {
                Yaml.Block(writer, "path: |", () =>
                {
                    Array.ForEach(IncludePatterns, writer.WriteLine);
                    Array.ForEach(ExcludePatterns, x => writer.WriteLine($"!{x}"));
                });
                writer.WriteLine($"key: ${{{{ runner.os }}}}-${{{{ hashFiles({string.Join(", ", KeyFiles.Select(Yaml.Quoted))}) }}}}");
            });
        }
    }
}
