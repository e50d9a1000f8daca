using Pipeline.Engine.Execution;
using Pipeline.Engine.Reporting;
using Pipeline.Engine.Reporting.Dialects;
using Pipeline.Engine.Reporting.Live;

namespace Nuke.Common.Execution;

/// <summary>Chooses how a run is shown: live on a terminal, in a build server's own dialect, or as plain lines.</summary>
internal static class Consoles
{
    public static ReportOptions OptionsOf(BuildEdge edge, OutputVerbosity verbosity, OutputMask mask) => new()
    {
        Verbosity = verbosity,
        UseColor = edge.IsTerminal ? !edge.Environment.ContainsKey("NO_COLOR") : edge.Environment.ContainsKey("GITHUB_ACTIONS"),
        Width = edge.IsTerminal ? () => Console.WindowWidth : null,
        Height = edge.IsTerminal ? () => Console.WindowHeight : null,
        Mask = mask,
    };

    public static IRunObserver ReporterFor(Host host, BuildEdge edge, ReportOptions options) =>
        host is Terminal && edge.IsTerminal
            ? new LiveReporter(edge.Error, options)
            : new LineReporter(edge.Error, options, DialectOf(host, edge));

    private static LineDialect? DialectOf(Host host, BuildEdge edge) => host.GetType().Name switch
    {
        "GitHubActions" => new GitHubActionsDialect { StepSummaryPath = edge.Environment.GetValueOrDefault("GITHUB_STEP_SUMMARY"), RootDirectory = NukeBuild.RootDirectory },
        "AzurePipelines" => new AzurePipelinesDialect { RootDirectory = NukeBuild.RootDirectory },
        "GitLab" => new GitLabDialect(),
        "TeamCity" => new TeamCityDialect(),
        _ => null,
    };
}
