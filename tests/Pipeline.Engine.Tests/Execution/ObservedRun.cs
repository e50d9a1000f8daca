using Pipeline.Engine.Execution;
using Pipeline.Engine.Planning;

namespace Pipeline.Engine.Tests.Execution;

/// <summary>Runs a scenario and writes down when each target's action began and ended.</summary>
internal sealed class ObservedRun
{
    private readonly Scenario _scenario;
    private readonly Func<Task> _cancelAsync;
    private int _running;

    public ObservedRun(Scenario scenario)
    {
        _scenario = scenario;
        Plan = scenario.Plan(ActAsync);
        using var cancel = new CancellationTokenSource();
        _cancelAsync = cancel.CancelAsync;
        var options = new ExecutionOptions { Parallelism = scenario.Parallelism, KeepGoing = scenario.KeepGoing };
        Result = Run.PlanAsync(Plan, options, [Recorder], cancellationToken: cancel.Token).GetAwaiter().GetResult();
    }

    public Plan Plan { get; }

    public RunResult Result { get; }

    public Recorder Recorder { get; } = new();

    public List<string> Events { get; } = [];

    public List<int> Started { get; } = [];

    public int MostAtOnce { get; private set; }

    public Dictionary<int, TargetStatus> Statuses => Result.Targets.ToDictionary(x => Scenario.NumberOf(x.Name), x => x.Status);

    public bool Ran(int target) => Statuses[target] is TargetStatus.Succeeded or TargetStatus.Failed or TargetStatus.Cancelled;

    private async Task ActAsync(int target, CancellationToken token)
    {
        lock (Events)
        {
            Events.Add($"start {target}");
            Started.Add(target);
            MostAtOnce = Math.Max(MostAtOnce, ++_running);
        }

        try
        {
            if (_scenario.Targets[target].IsAsync)
                await Task.Yield();
            if (_scenario.Targets[target].Cancels)
                await _cancelAsync();
            if (_scenario.Targets[target] is { Cancels: true, Assured: false })
                token.ThrowIfCancellationRequested();
            if (_scenario.Targets[target].Fails)
                throw new InvalidOperationException("it broke");
        }
        finally
        {
            lock (Events)
            {
                Events.Add($"end {target}");
                _running--;
            }
        }
    }
}
