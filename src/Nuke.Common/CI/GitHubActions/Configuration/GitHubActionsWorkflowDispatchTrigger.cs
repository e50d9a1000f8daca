using Nuke.Common.Utilities;

namespace Nuke.Common.CI.GitHubActions.Configuration;

/// <summary>A person, who may be asked for inputs.</summary>
public class GitHubActionsWorkflowDispatchTrigger : GitHubActionsDetailedTrigger
{
    /// <summary>Inputs that may stay empty.</summary>
    public string[] OptionalInputs { get; set; } = [];

    /// <summary>Inputs that must be given.</summary>
    public string[] RequiredInputs { get; set; } = [];

    /// <inheritdoc />
    public override void Write(CustomFileWriter writer)
        => Yaml.Block(writer, "workflow_dispatch:", () => Yaml.Block(writer, "inputs:", () =>
        {
            Array.ForEach(OptionalInputs, x => WriteInput(writer, x, required: false));
            Array.ForEach(RequiredInputs, x => WriteInput(writer, x, required: true));
        }));

    private static void WriteInput(CustomFileWriter writer, string name, bool required) => Yaml.Block(writer, $"{name}:", () =>
    {
        writer.WriteLine($"description: \"{string.Join(' ', name.SplitCamelHumpsWithKnownWords())}\"");
        writer.WriteLine($"required: {(required ? "true" : "false")}");
    });
}
