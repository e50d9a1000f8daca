namespace Pipeline.Engine.Planning;

/// <summary>What will run, in an order that satisfies every dependency. Pure data; made by the planner.</summary>
public sealed record Plan
{
    /// <summary>The targets in execution order. Run one after another, this order is right; run in parallel, <see cref="PlannedTarget.WaitsFor"/> says what each one waits for.</summary>
    public required IReadOnlyList<PlannedTarget> Targets { get; init; }

    /// <summary>The names that the user asked for (or the default target).</summary>
    public required IReadOnlyList<string> Requested { get; init; }
}
