namespace Pipeline.Engine.Reporting;

/// <summary>What a reporter has to know of the world. It reads neither the console nor the environment itself.</summary>
public sealed record ReportOptions
{
    /// <summary>How much is shown. Default <see cref="OutputVerbosity.Normal"/>.</summary>
    public OutputVerbosity Verbosity { get; init; } = OutputVerbosity.Normal;

    /// <summary>Whether ANSI colours may be written; without it, those of tools are taken out too. Default false.</summary>
    public bool UseColor { get; init; }

    /// <summary>Whether the output can show characters beyond ASCII. Default true.</summary>
    public bool UseUnicode { get; init; } = true;

    /// <summary>The terminal's width in columns, asked for each frame so that resizing works. Null: unlimited (a pipe, a log).</summary>
    public Func<int>? Width { get; init; }

    /// <summary>The terminal's height in rows. Null: 24.</summary>
    public Func<int>? Height { get; init; }

    /// <summary>The clock. Default <see cref="TimeProvider.System"/>.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>After how long a silence a line says what is still running. Default 10 s; zero turns it off.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Hides secrets in everything that is written: messages, reasons and figures as well as output lines.</summary>
    public OutputMask Mask { get; init; } = new();
}
