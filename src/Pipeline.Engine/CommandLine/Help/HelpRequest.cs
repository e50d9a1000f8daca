using Pipeline.Engine.Parameters;
using Pipeline.Engine.Targets;

namespace Pipeline.Engine.CommandLine.Help;

/// <summary>What a help text shows, and how wide.</summary>
public sealed record HelpRequest
{
    /// <summary>The build's targets; those not listed are left out.</summary>
    public required IReadOnlyList<TargetDefinition> Targets { get; init; }

    /// <summary>The build's parameters and the engine's: <see cref="ParameterValues.Parameters"/>.</summary>
    public required IReadOnlyList<ParameterSpec> Parameters { get; init; }

    /// <summary>Columns of the terminal. Default 100, which is also right where there is no terminal. Less than 40 counts as 40.</summary>
    public int Width { get; init; } = 100;

    /// <summary>How the build is started.</summary>
    public string Command { get; init; } = "./build.sh";
}
