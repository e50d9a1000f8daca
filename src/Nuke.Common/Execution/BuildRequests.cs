using Pipeline.Engine.CommandLine;
using Pipeline.Engine.CommandLine.Completion;
using Pipeline.Engine.CommandLine.Help;
using Pipeline.Engine.Parameters;
using Pipeline.Engine.Planning;
using Pipeline.Engine.Reporting;
using Pipeline.Engine.Reporting.Plans;

namespace Nuke.Common.Execution;

/// <summary>Requests that are answered without running anything.</summary>
internal static class BuildRequests
{
    /// <summary>The exit code if it was such a request, or null.</summary>
    public static int? TryAnswer(NukeBuild build, BuildTargets targets, ParameterValues values, BuildEdge edge)
    {
        switch (values.Engine)
        {
            case { Version: true }:
                return Answer(edge, $"{typeof(NukeBuild).Assembly.GetName().Version?.ToString(3)}{Environment.NewLine}");
            case { Completion: { } shell }:
                return Answer(edge, CompletionScript.For(shell));
            case { Complete: { } line }:
                return Answer(edge, string.Concat(CompletionCandidates.Find(line, values.Parameters, targets.Definitions).Select(x => $"{x}\n")));
            case { List: true }:
                values.ThrowIfInvalid();
                return Answer(edge, HelpText.List(targets.Definitions));
            case { Help: true }:
                return Answer(edge, HelpText.Render(new HelpRequest { Targets = targets.Definitions, Parameters = values.Parameters, Width = edge.Width }));
            case { Command: { } command }:
                values.ThrowIfInvalid();
                return BuildCommands.Run(command, values, edge);
        }

        if (GeneratedFiles.Requested(values) is not { } request)
            return null;
        values.ThrowIfInvalid();
        return new GeneratedFiles(build, targets, values).Answer(request, edge);
    }

    /// <summary>Shows the plan as text or JSON on standard output; as a page in a file, whose name is printed.</summary>
    public static int ShowPlan(Plan plan, EngineOptions engine, BuildEdge edge, OutputMask mask)
    {
        switch (engine.PlanFormat)
        {
            case PlanFormat.Json:
                using (var json = new MemoryStream())
                {
                    PlanJson.Write(json, plan);
                    return Answer(edge, $"{System.Text.Encoding.UTF8.GetString(json.ToArray())}{Environment.NewLine}");
                }

            case PlanFormat.Html:
                var page = WritePage(plan);
                return Answer(edge, $"{page}{Environment.NewLine}");
            default:
                PlanText.Write(edge.Out, plan, Consoles.OptionsOf(edge, engine.Verbosity, mask) with { UseColor = edge.IsOutTerminal && !edge.Environment.ContainsKey("NO_COLOR") });
                edge.Error.WriteLine($"As a page: {WritePage(plan)}");
                return 0;
        }
    }

    private static string WritePage(Plan plan)
    {
        string path = NukeBuild.TemporaryDirectory / "plan.html";
        try
        {
            using var page = new StreamWriter(path);
            PlanPage.Write(page, plan, $"Plan of {string.Join(' ', plan.Requested)}");
            return path;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new Pipeline.Errors.PipelineException(ReportingErrors.PlanPage, $"The plan's page can't be written to '{path}': {exception.Message}", exception);
        }
    }

    private static int Answer(BuildEdge edge, string text)
    {
        edge.Out.Write(text);
        return 0;
    }
}
