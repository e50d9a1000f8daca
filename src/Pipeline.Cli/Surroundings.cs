using Pipeline.Cli.Showing;

namespace Pipeline.Cli;

/// <summary>What the command knows of its process.</summary>
internal sealed record Surroundings
{
    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    /// <summary>Who runs it.</summary>
    public required string UserName { get; init; }

    /// <summary>Data.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Progress, warnings, errors.</summary>
    public required TextWriter Error { get; init; }

    public bool IsOutTerminal { get; init; }

    public bool IsErrorTerminal { get; init; }

    /// <summary>Begins each line that is meant for a program which reads a log, where both outputs are mixed; null where nobody does.</summary>
    public string? AnswerMark => Variables.GetValueOrDefault(MarkedAnswer.Variable) is { Length: > 0 } mark ? mark : null;

    /// <summary>Columns for tables; null where no terminal sets a limit.</summary>
    public int? OutWidth { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
