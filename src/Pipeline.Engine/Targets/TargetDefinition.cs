using Pipeline.Engine.Caching;

namespace Pipeline.Engine.Targets;

/// <summary>One target as data: what it is called, what it needs, when it runs and what it does.</summary>
public sealed record TargetDefinition
{
    /// <summary>The name users type. Names are compared without regard to case.</summary>
    public required string Name { get; init; }

    /// <summary>One line for <c>--help</c> and <c>--plan</c>.</summary>
    public string? Description { get; init; }

    /// <summary>Whether <c>--help</c>, <c>--list</c> and completion show it. Default true.</summary>
    public bool Listed { get; init; } = true;

    /// <summary>Whether it runs when no target is named.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Targets that must be done before this one, and come into the plan with it.</summary>
    public IReadOnlyList<string> DependsOn { get; init; } = [];

    /// <summary>Targets that depend on this one: the reverse of <see cref="DependsOn"/>, declared here.</summary>
    public IReadOnlyList<string> DependentFor { get; init; } = [];

    /// <summary>Ordering only: if they are planned too, they come after this one.</summary>
    public IReadOnlyList<string> Before { get; init; } = [];

    /// <summary>Ordering only: if they are planned too, they come before this one.</summary>
    public IReadOnlyList<string> After { get; init; } = [];

    /// <summary>Targets that come into the plan, after this one, whenever this one is planned.</summary>
    public IReadOnlyList<string> Triggers { get; init; } = [];

    /// <summary>The reverse of <see cref="Triggers"/>, declared here.</summary>
    public IReadOnlyList<string> TriggeredBy { get; init; } = [];

    /// <summary>What happens to the targets that only this one needs when it is skipped. Unset: see <see cref="DependencySkip"/>.</summary>
    public DependencySkip? WhenSkipped { get; init; }

    /// <summary>Conditions decided before anything runs. One that is false skips the target.</summary>
    public IReadOnlyList<TargetCondition> StaticConditions { get; init; } = [];

    /// <summary>Conditions decided when the target's turn comes. One that is false skips the target.</summary>
    public IReadOnlyList<TargetCondition> DynamicConditions { get; init; } = [];

    /// <summary>What must hold before anything runs: each gives null, or a message that says what is missing.</summary>
    public IReadOnlyList<Func<string?>> Requirements { get; init; } = [];

    /// <summary>What the target does, in order.</summary>
    public IReadOnlyList<Func<CancellationToken, Task>> Actions { get; init; } = [];

    /// <summary>Runs even after an earlier target failed or the run was cancelled.</summary>
    public bool AssuredAfterFailure { get; init; }

    /// <summary>When this target fails, the run goes on as if it had succeeded, and fails at its end.</summary>
    public bool ProceedAfterFailure { get; init; }

    /// <summary>Inputs and outputs, if the target may be answered from the cache.</summary>
    public CacheSpec? Cache { get; init; }

    /// <summary>Glob patterns of the files that it leaves for others (CI artifacts).</summary>
    public IReadOnlyList<string> Produces { get; init; } = [];
}
