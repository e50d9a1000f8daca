using Pipeline.Engine.CommandLine.Completion;
using Pipeline.Engine.Parameters;
using Pipeline.Engine.Reporting;
using Pipeline.Engine.Targets;

namespace Pipeline.Engine.CommandLine;

/// <summary>
/// The engine's own parameters. In the environment they are only <c>NUKE_NAME</c>: <c>HOST</c>, <c>VERSION</c> or <c>ROOT</c> are too common to mean a build.
/// A parameter of the build with the same name hides the engine's.
/// </summary>
public static class EngineParameters
{
    private const ParameterOrigins Anywhere = ParameterOrigins.CommandLine | ParameterOrigins.PrefixedEnvironment | ParameterOrigins.Files;

    internal const string Target = nameof(Target);
    internal const string Profile = nameof(Profile);
    internal const string Root = nameof(Root);

    /// <summary>The name of the secret parameter that opens encrypted values: <c>NUKE_PARAMETERS_KEY</c>, <c>PARAMETERS_KEY</c>.</summary>
    public const string ParametersKey = nameof(ParametersKey);

    /// <summary>All of them, in the order of the help; the names of targets are offered where an option takes targets.</summary>
    /// <param name="targets">The build's targets.</param>
    /// <param name="hosts">Names that <c>--host</c> takes; empty where any goes.</param>
    public static IReadOnlyList<ParameterSpec> For(IReadOnlyList<TargetDefinition> targets, IReadOnlyList<string> hosts)
    {
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(hosts);
        IReadOnlyList<string> Names() => TargetNames(targets);
        return
        [
            Option(Target, typeof(string[]), "Targets to run; the same as naming them without an option.", Anywhere) with { Separator = "+", ValueName = "TARGET…", AllowedValues = Names },
            Option(nameof(EngineOptions.Skip), typeof(string[]), "Targets to skip; without a name, all that aren't asked for by name.", Anywhere) with { Separator = "+", ValueName = "[TARGET…]", ValueIsOptional = true, AllowedValues = Names },
            Option(nameof(EngineOptions.Parallel), typeof(int?), "Run up to N targets at once; without N, one a processor.", Anywhere) with { ValueName = "[N]", ValueIsOptional = true },
            Option(nameof(EngineOptions.Sequential), typeof(bool), "Run one target after another.", Anywhere),
            Option(nameof(EngineOptions.KeepGoing), typeof(bool), "After a failure, go on with what doesn't need the failed target.", Anywhere),
            Option(nameof(EngineOptions.Continue), typeof(bool), "Start with what failed last time.", ParameterOrigins.CommandLine),
            Option(nameof(EngineOptions.NoCache), typeof(bool), "Run every target, also those that the cache could answer.", Anywhere),
            Option(nameof(EngineOptions.Explain), typeof(string[]), "Say why a target runs or comes from the cache.", ParameterOrigins.CommandLine) with { Separator = "+", ValueName = "TARGET…", AllowedValues = Names },
            Option(nameof(EngineOptions.Plan), typeof(bool), "Show what would run, and run nothing.", ParameterOrigins.CommandLine),
            Option(nameof(EngineOptions.PlanFormat), typeof(PlanFormat), "What --plan writes.", ParameterOrigins.CommandLine) with { DefaultText = () => nameof(PlanFormat.Text) },
            Option(nameof(EngineOptions.DryRun), typeof(bool), "Go through the plan without running any action.", ParameterOrigins.CommandLine),
            Option(nameof(EngineOptions.List), typeof(bool), "Print the names of the targets, one a line.", ParameterOrigins.CommandLine),
            Option(nameof(EngineOptions.Verbosity), typeof(OutputVerbosity), "How much is said.", Anywhere) with { DefaultText = () => nameof(OutputVerbosity.Normal) },
            Option(nameof(EngineOptions.NoLogo), typeof(bool), "Don't show the banner.", Anywhere),
            Option(nameof(EngineOptions.Host), typeof(string), "Act for this host instead of the detected one.", Anywhere) with { ValueName = "NAME", AllowedValues = hosts.Count == 0 ? null : () => hosts },
            Option(Root, typeof(string), "Root directory: the one that has .nuke.", ParameterOrigins.CommandLine | ParameterOrigins.PrefixedEnvironment) with { ValueName = "DIR" },
            Option(Profile, typeof(string[]), "Read .nuke/parameters.NAME.json too; of several, the last one wins.", ParameterOrigins.CommandLine | ParameterOrigins.PrefixedEnvironment) with { ValueName = "NAME…" },
            Option(ParametersKey, typeof(string), "Password of encrypted values. Use the environment variable NUKE_PARAMETERS_KEY.", ParameterOrigins.CommandLine | ParameterOrigins.PrefixedEnvironment | ParameterOrigins.PlainEnvironment) with { IsSecret = true, Listed = false, ValueName = "PASSWORD" },
            Option(nameof(EngineOptions.Completion), typeof(CompletionShell?), "Print a completion script for the shell.", ParameterOrigins.CommandLine),
            Option(nameof(EngineOptions.Complete), typeof(string), "Print what may come next; for the completion scripts.", ParameterOrigins.CommandLine) with { Listed = false },
            Option(nameof(EngineOptions.Version), typeof(bool), "Print the version.", ParameterOrigins.CommandLine),
            Option(nameof(EngineOptions.Help), typeof(bool), "Show this help.", ParameterOrigins.CommandLine) with { Aliases = ["h", "?"] },
        ];
    }

    internal static List<string> TargetNames(IReadOnlyList<TargetDefinition> targets)
    {
        var names = new List<string>(targets.Count);
        foreach (var target in targets)
        {
            if (target.Listed)
                names.Add(target.Name);
        }

        return names;
    }

    private static ParameterSpec Option(string name, Type type, string description, ParameterOrigins origins) =>
        new() { Name = name, Type = type, Description = description, Origins = origins, IsBuiltIn = true };
}
