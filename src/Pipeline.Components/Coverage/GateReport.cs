using Nuke.Common;
using Pipeline.Errors;
using Serilog;

namespace Pipeline.Components.Coverage;

/// <summary>Tells what a coverage gate decided.</summary>
internal static class GateReport
{
    /// <exception cref="PipelineException">PIPE2021: it failed.</exception>
    public static void Show(INukeBuild build, CoverageSummary summary, CoverageVerdict verdict, string summaryFile)
    {
        foreach (var (assembly, figures) in summary.Coverage.Assemblies)
            Log.Debug("{Assembly}: lines {Lines:0.0} %, branches {Branches:0.0} %", assembly, figures.LinePercent, figures.BranchPercent);
        build.ReportSummary(x =>
        {
            x["Lines"] = $"{summary.Coverage.LinePercent:0.0} %";
            x["Branches"] = $"{summary.Coverage.BranchPercent:0.0} %";
            x["Gate"] = verdict.State switch { GateState.Passed => "passed", GateState.Failed => "failed", _ => "not evaluated" };
            return x;
        });
        switch (verdict.State)
        {
            case GateState.Failed:
                throw new PipelineException(ComponentErrors.CoverageTooLow, $"Coverage gate: {string.Join(", and ", verdict.Reasons)}. The figures are in '{summaryFile}'.");
            case GateState.NotEvaluated:
                Log.Warning("Coverage gate: {Reason}", verdict.Reasons[0]);
                break;
            default:
                Log.Information("Coverage gate: {Reason}", verdict.Reasons[0]);
                break;
        }
    }
}
