namespace Nuke.Common.Tooling;

/// <summary>A process to start.</summary>
internal sealed record ProcessRequest
{
    public required string ToolPath { get; init; }

    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>The command line as given, where it was given as text; Windows programs may split it by rules of their own.</summary>
    public string? CommandLineText { get; init; }

    public required string WorkingDirectory { get; init; }

    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    public string? StandardInput { get; init; }

    public TimeSpan? Timeout { get; init; }

    public bool LogInvocation { get; init; }

    /// <summary>Null: the output isn't logged.</summary>
    public Action<OutputType, string>? Logger { get; init; }

    /// <summary>Hides secrets.</summary>
    public Func<string, string>? Filter { get; init; }

    /// <summary>How long a process has between being asked to stop and being killed.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(5);

    public CancellationToken CancellationToken { get; init; }

    public string Filtered(string text) => Filter?.Invoke(text) ?? text;

    /// <summary>The command line to show.</summary>
    public string DisplayArguments => CommandLineText is { } text ? Filtered(text) : CommandLine.Join(Arguments.Select(Filtered));
}
