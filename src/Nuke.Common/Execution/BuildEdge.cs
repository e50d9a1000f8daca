using System.Collections;
using System.Text;

namespace Nuke.Common.Execution;

/// <summary>What a build knows of its process: read here, once, and handed on as data.</summary>
internal sealed record BuildEdge
{
    /// <summary>The words after the program's name.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    public required string WorkingDirectory { get; init; }

    /// <summary>Data: help, lists, plans.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Progress, warnings, errors.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Whether a person can be asked.</summary>
    public bool IsInteractive { get; init; }

    /// <summary>Whether progress goes to a terminal.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>Whether data goes to a terminal.</summary>
    public bool IsOutTerminal { get; init; }

    /// <summary>Columns for help and plans.</summary>
    public int Width { get; init; } = 100;

    public static BuildEdge OfProcess()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry variable in System.Environment.GetEnvironmentVariables())
            variables[(string)variable.Key] = (string?)variable.Value ?? "";
        var isOutTerminal = !Console.IsOutputRedirected;
        return new BuildEdge
        {
            Arguments = System.Environment.GetCommandLineArgs()[1..],
            Environment = variables,
            WorkingDirectory = System.Environment.CurrentDirectory,
            Out = Utf8(Console.OpenStandardOutput()),
            Error = Utf8(Console.OpenStandardError()),
            IsInteractive = !Console.IsInputRedirected && !variables.ContainsKey("CI"),
            IsOutTerminal = isOutTerminal,
            Width = isOutTerminal ? Math.Max(40, Console.WindowWidth) : 100,
            IsTerminal = !Console.IsErrorRedirected && variables.GetValueOrDefault("TERM") != "dumb",
        };
    }

    // Written at once: a reporter composes its text, and what it has said must be there when the process is killed.
    private static StreamWriter Utf8(Stream stream) => new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 4096) { AutoFlush = true };
}
