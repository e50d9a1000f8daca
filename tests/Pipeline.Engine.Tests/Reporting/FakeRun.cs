using Pipeline.Engine.Execution;
using Pipeline.Engine.Planning;
using Pipeline.Engine.Targets;

namespace Pipeline.Engine.Tests.Reporting;

/// <summary>Plays a run to an observer, as the executor would, on a clock of its own.</summary>
internal sealed class FakeRun(IRunObserver observer, FakeTime time)
{
    private readonly Dictionary<string, DateTimeOffset> started = [];
    private readonly List<TargetResult> results = [];
    private readonly List<KeyValuePair<string, OutputLine>> problems = [];
    private readonly DateTimeOffset startedAt = time.GetUtcNow();
    private Plan plan = new() { Targets = [], Requested = [] };

    public static PlannedTarget Target(string name, params string[] needs) => new()
    {
        Definition = new TargetDefinition { Name = name },
        Cause = "requested",
        Needs = needs,
        WaitsFor = needs,
    };

    public static Plan PlanOf(params PlannedTarget[] targets) => new() { Targets = targets, Requested = [targets[^1].Name] };

    public FakeRun Begin(params PlannedTarget[] targets)
    {
        plan = PlanOf(targets);
        observer.OnRunStarting(plan);
        return this;
    }

    public FakeRun Start(string name)
    {
        started[name] = time.GetUtcNow();
        observer.OnTargetStarting(plan.Targets.Single(x => x.Name == name));
        return this;
    }

    public FakeRun Say(string? name, string text, OutputLevel level = OutputLevel.Information)
    {
        var line = new OutputLine(time.GetUtcNow(), level, text);
        observer.OnOutput(name, line);
        if (level >= OutputLevel.Warning)
            problems.Add(new(name ?? "", line));
        return this;
    }

    public FakeRun Wait(double seconds)
    {
        time.Advance(TimeSpan.FromSeconds(seconds));
        return this;
    }

    public FakeRun End(
        string name, TargetStatus status = TargetStatus.Succeeded, string? reason = null, Exception? error = null, params (string Key, string Value)[] figures)
    {
        var result = new TargetResult
        {
            Name = name,
            Status = status,
            StartedAfter = started.TryGetValue(name, out var start) ? start - startedAt : default,
            Duration = started.ContainsKey(name) ? time.GetUtcNow() - start : default,
            Reason = reason,
            Error = error,
            Summary = [.. figures.Select(x => KeyValuePair.Create(x.Key, x.Value))],
        };
        results.Add(result);
        observer.OnTargetFinished(result);
        return this;
    }

    public RunResult Finish(bool cancelled = false, Exception? error = null)
    {
        var result = new RunResult
        {
            Targets = [.. plan.Targets.Select(x => results.Single(y => y.Name == x.Name))],
            StartedAt = startedAt,
            Duration = time.GetUtcNow() - startedAt,
            WasCancelled = cancelled,
            Error = error,
            Problems = problems,
        };
        observer.OnRunFinished(result);
        return result;
    }
}
