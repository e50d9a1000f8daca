using Nuke.Common.Utilities;

namespace Nuke.Common.CI.GitHubActions.Configuration;

/// <summary>Runs the build.</summary>
public class GitHubActionsRunStep : GitHubActionsStep
{
    /// <summary>The build's script, relative to the repository.</summary>
    public string BuildCmdPath { get; set; } = string.Empty;

    /// <summary>The targets to run.</summary>
    public string[] InvokedTargets { get; set; } = [];

    /// <summary>Environment variables: names and expressions.</summary>
    public Dictionary<string, string> Imports { get; set; } = [];

    /// <inheritdoc />
    public override void Write(CustomFileWriter writer)
    {
        writer.WriteLine($"- name: {Yaml.Quoted($"Run: {string.Join(", ", InvokedTargets)}")}");
        using (writer.Indent())
        {
            writer.WriteLine($"run: ./{BuildCmdPath} {string.Join(' ', InvokedTargets)}");
            if (Imports.Count > 0)
                Yaml.Block(writer, "env:", () => { foreach (var (name, value) in Imports) writer.WriteLine($"{name}: {value}"); });
        }
    }
}
