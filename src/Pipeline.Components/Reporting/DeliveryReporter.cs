using Pipeline.Components.Releases;
using Pipeline.Components.Reporting.Pages;
using Pipeline.Components.Reporting.Reading;
using Pipeline.Engine.Execution;
using Pipeline.Engine.Planning;

namespace Pipeline.Components.Reporting;

/// <summary>Hears a run, and where it was a delivery, writes its page. One that can't be written is a warning, never a failed delivery.</summary>
/// <param name="build">The build.</param>
/// <param name="deliveryTargets">What makes a run a delivery.</param>
/// <param name="tell">Told where the page is, or (true) why there is none.</param>
internal sealed class DeliveryReporter(ReportedBuild build, IReadOnlyList<string> deliveryTargets, Action<bool, string> tell) : IRunObserver
{
    // Git has had the whole run to answer; what it hasn't said by then isn't waited for long.
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(50);

    private Plan? _plan;
    private Task<bool?>? _isClean;

    public void OnRunStarting(Plan plan)
    {
        if (!plan.Targets.Any(x => x.SkipReason is null && deliveryTargets.Contains(x.Name, StringComparer.OrdinalIgnoreCase)))
            return;
        _plan = plan;
        _isClean = Task.Run(() => WorkingTree.IsCleanAsync(build.RootDirectory, CancellationToken.None));
    }

    public void OnTargetStarting(PlannedTarget target)
    {
    }

    public void OnOutput(string? target, OutputLine line)
    {
    }

    public void OnTargetFinished(TargetResult result)
    {
    }

    public void OnRunFinished(RunResult result)
    {
        if (_plan is null)
            return;
        var folder = Path.Combine(build.OutputDirectory, "report");
        try
        {
            var page = DeliveryPage.Html(Run(_plan, result));
            Directory.CreateDirectory(folder);
            var partial = Path.Combine(folder, $"index.{Environment.ProcessId}.tmp");
            File.WriteAllText(partial, page);
            File.Move(partial, Path.Combine(folder, "index.html"), overwrite: true);
            tell(false, $"To look at: {Path.GetRelativePath(build.RootDirectory, Path.Combine(folder, "index.html"))}");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            tell(true, $"{ReportErrors.NotWritten.Id}: The report of the delivery can't be written to '{folder}': {error.Message} {ReportErrors.NotWritten.Cure}");
        }
    }

    private DeliveryRun Run(Plan plan, RunResult result)
    {
        var environment = build.Environment();
        return new DeliveryRun
        {
            Plan = plan,
            Result = result,
            Application = build.Application(),
            Environment = environment?.Name,
            IsRehearsal = environment?.IsRehearsal ?? false,
            Commit = build.Commit(),
            IsClean = _isClean!.Wait(s_patience) ? _isClean.Result : null,
            Origin = RunOrigin.Where(),
            StartedBy = RunOrigin.Who(),
            Files = new DeliveryFileReader(build.OutputDirectory).Read(),
        };
    }
}
