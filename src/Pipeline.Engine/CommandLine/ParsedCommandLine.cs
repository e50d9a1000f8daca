using Pipeline.Engine.Parameters;

namespace Pipeline.Engine.CommandLine;

/// <summary>The command line, taken apart but not yet converted.</summary>
public sealed record ParsedCommandLine
{
    /// <summary>Targets as typed, in order; <c>A+B</c> is two. Those of <c>--target</c> are not among them.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>The command, if the first word begins with a colon: <c>secrets</c> for <c>:secrets staging</c>.</summary>
    public string? Command { get; init; }

    /// <summary>The words after the command that aren't options.</summary>
    public IReadOnlyList<string> CommandArguments { get; init; } = [];

    /// <summary>Options in the order they were first given, lists gathered into one.</summary>
    public IReadOnlyList<ParsedOption> Options { get; init; } = [];

    /// <summary>All the mistakes of the command line.</summary>
    public IReadOnlyList<ParameterProblem> Problems { get; init; } = [];
}
