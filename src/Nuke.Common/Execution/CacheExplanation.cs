using Pipeline.Engine.Execution;
using Pipeline.Engine.Planning;

namespace Nuke.Common.Execution;

/// <summary><c>--explain TARGET</c>: says why a target ran, or was answered from the cache.</summary>
internal sealed class CacheExplanation(IReadOnlyList<string> explained, TextWriter output) : IRunObserver
{
    private readonly List<TargetResult> _results = [];

    public void OnRunStarting(Plan plan)
    {
    }

    public void OnTargetStarting(PlannedTarget target)
    {
    }

    public void OnOutput(string? target, OutputLine line)
    {
    }

    public void OnTargetFinished(TargetResult result)
    {
        if (explained.Contains(result.Name, StringComparer.OrdinalIgnoreCase))
            _results.Add(result);
    }

    public void OnRunFinished(RunResult result)
    {
        foreach (var target in _results)
            output.WriteLine($"{Environment.NewLine}{target.Name}: {Explain(target)}");
    }

    private static string Explain(TargetResult result) => result switch
    {
        { Cache: { } cache } => $"{(result.Status == TargetStatus.Cached ? result.Reason : "it ran")}{string.Concat(cache.Reasons.Select(x => $"{Environment.NewLine}  - {x}"))}",
        { Status: TargetStatus.Skipped or TargetStatus.NotRun } => $"it did not run: {result.Reason}.",
        _ => "it ran: it declares no inputs and outputs, so it always runs.",
    };
}
