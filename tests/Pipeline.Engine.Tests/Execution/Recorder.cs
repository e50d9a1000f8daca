using Pipeline.Engine.Execution;
using Pipeline.Engine.Planning;

namespace Pipeline.Engine.Tests.Execution;

/// <summary>Writes down what it hears, and whether it was ever called twice at once.</summary>
internal sealed class Recorder : IRunObserver
{
    private int _inside;

    public List<string> Events { get; } = [];

    public List<(string? Target, OutputLine Line)> Output { get; } = [];

    public List<TargetResult> Results { get; } = [];

    public bool Overlapped { get; private set; }

    public Action<string> OnEvent { get; init; } = _ => { };

    public IEnumerable<string> LinesOf(string? target) => Output.Where(x => x.Target == target).Select(x => x.Line.Text);

    public void OnRunStarting(Plan plan) => Hear("run starting");

    public void OnTargetStarting(PlannedTarget target) => Hear($"{target.Name} starting");

    public void OnOutput(string? target, OutputLine line)
    {
        Output.Add((target, line));
        Hear($"{target}: {line.Text}");
    }

    public void OnTargetFinished(TargetResult result)
    {
        Results.Add(result);
        Hear($"{result.Name} {result.Status}");
    }

    public void OnRunFinished(RunResult result) => Hear("run finished");

    private void Hear(string what)
    {
        Overlapped |= Interlocked.Increment(ref _inside) != 1;
        Events.Add(what);
        OnEvent(what);
        Interlocked.Decrement(ref _inside);
    }
}
