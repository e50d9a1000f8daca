namespace Benchmarks;

/// <summary>One thing to measure.</summary>
internal sealed record Case(string Name, Func<Task<TimeSpan>> RunAsync)
{
    /// <summary>Done before each run, unmeasured.</summary>
    public Func<Task>? Before { get; init; }
}
