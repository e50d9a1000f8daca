using Pipeline.Engine.CommandLine.Completion;
using Pipeline.Engine.Parameters;
using Pipeline.Engine.Reporting;

namespace Pipeline.Engine.CommandLine;

/// <summary>The engine's own options, typed. See <see cref="EngineParameters"/> for their names.</summary>
public sealed record EngineOptions
{
    /// <summary>Targets asked for, positional ones first, then those of <c>--target</c>. Empty: the default target.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>Targets to skip. Null: <c>--skip</c> was not given. Empty: skip all that weren't asked for by name.</summary>
    public IReadOnlyList<string>? Skip { get; init; }

    /// <summary>Most targets at once. Null: the build's own default. 0: one a processor (<c>--parallel</c> without a number).</summary>
    public int? Parallel { get; init; }

    /// <summary>One target after another, whatever the build's default.</summary>
    public bool Sequential { get; init; }

    /// <summary>After a failure, go on with what doesn't need the failed target.</summary>
    public bool KeepGoing { get; init; }

    /// <summary>Start with what failed last time; what succeeded then is taken as done.</summary>
    public bool Continue { get; init; }

    /// <summary>Run every target; what they leave is remembered all the same.</summary>
    public bool NoCache { get; init; }

    /// <summary>Targets to explain: why each ran, or came from the cache.</summary>
    public IReadOnlyList<string> Explain { get; init; } = [];

    /// <summary>Show the plan and run nothing.</summary>
    public bool Plan { get; init; }

    /// <summary>How the plan is shown.</summary>
    public PlanFormat PlanFormat { get; init; }

    /// <summary>Go through the plan without running any action.</summary>
    public bool DryRun { get; init; }

    /// <summary>Show the help and run nothing.</summary>
    public bool Help { get; init; }

    /// <summary>Print the names of the targets, one a line, and run nothing.</summary>
    public bool List { get; init; }

    /// <summary>How much is said.</summary>
    public OutputVerbosity Verbosity { get; init; } = OutputVerbosity.Normal;

    /// <summary>No banner.</summary>
    public bool NoLogo { get; init; }

    /// <summary>Name of the host to act for (<c>Terminal</c>, <c>GitHubActions</c>, …) instead of the detected one.</summary>
    public string? Host { get; init; }

    /// <summary>The root directory, in full, if given by <c>--root</c>.</summary>
    public string? Root { get; init; }

    /// <summary>Profiles whose parameter files are read, the last one first in rank.</summary>
    public IReadOnlyList<string> Profiles { get; init; } = [];

    /// <summary>Print this shell's completion script and run nothing.</summary>
    public CompletionShell? Completion { get; init; }

    /// <summary>The command line so far, up to the cursor, for which completion is asked (used by the completion scripts).</summary>
    public string? Complete { get; init; }

    /// <summary>Print the version and run nothing.</summary>
    public bool Version { get; init; }

    /// <summary>The command, e.g. <c>secrets</c> for <c>:secrets staging</c>.</summary>
    public string? Command { get; init; }

    /// <summary>The command's words.</summary>
    public IReadOnlyList<string> CommandArguments { get; init; } = [];

    internal static EngineOptions From(ParsedCommandLine parsed, ParameterValues values, string? root, IReadOnlyList<string> profiles) => new()
    {
        Targets = [.. parsed.Targets, .. Names(values, nameof(EngineParameters.Target)) ?? []],
        Skip = Names(values, nameof(Skip)),
        Parallel = values.FindBuiltIn(nameof(Parallel)) is { } parallel ? (int?)parallel.Value ?? 0 : null,
        Sequential = Is(values, nameof(Sequential)),
        KeepGoing = Is(values, nameof(KeepGoing)),
        Continue = Is(values, nameof(Continue)),
        NoCache = Is(values, nameof(NoCache)),
        Explain = Names(values, nameof(Explain)) ?? [],
        Plan = Is(values, nameof(Plan)),
        PlanFormat = values.FindBuiltIn(nameof(PlanFormat))?.Value is PlanFormat format ? format : PlanFormat.Text,
        DryRun = Is(values, nameof(DryRun)),
        Help = Is(values, nameof(Help)),
        List = Is(values, nameof(List)),
        Verbosity = values.FindBuiltIn(nameof(Verbosity))?.Value is OutputVerbosity verbosity ? verbosity : OutputVerbosity.Normal,
        NoLogo = Is(values, nameof(NoLogo)),
        Host = values.FindBuiltIn(nameof(Host))?.Value as string,
        Root = root,
        Profiles = profiles,
        Completion = values.FindBuiltIn(nameof(Completion))?.Value is CompletionShell shell ? shell : null,
        Complete = values.FindBuiltIn(nameof(Complete))?.Value as string,
        Version = Is(values, nameof(Version)),
        Command = parsed.Command,
        CommandArguments = parsed.CommandArguments,
    };

    private static bool Is(ParameterValues values, string name) => values.FindBuiltIn(name)?.Value is true;

    private static string[]? Names(ParameterValues values, string name) => values.FindBuiltIn(name)?.Value as string[];
}
