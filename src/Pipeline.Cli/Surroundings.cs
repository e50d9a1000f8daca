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

    /// <summary>Columns for tables; null where no terminal sets a limit.</summary>
    public int? OutWidth { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
