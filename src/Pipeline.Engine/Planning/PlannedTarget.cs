using Pipeline.Engine.Targets;

namespace Pipeline.Engine.Planning;

/// <summary>A target's place in a plan.</summary>
public sealed record PlannedTarget
{
    /// <summary>The target itself.</summary>
    public required TargetDefinition Definition { get; init; }

    /// <summary>Its name.</summary>
    public string Name => Definition.Name;

    /// <summary>Why it is here: <c>requested</c>, <c>needed by Test</c>, <c>triggered by Pack</c>.</summary>
    public required string Cause { get; init; }

    /// <summary>Planned targets that must be done before it: if one fails, this one can't run.</summary>
    public required IReadOnlyList<string> Needs { get; init; }

    /// <summary>Planned targets that it comes after: <see cref="Needs"/>, ordering-only ones, and those that trigger it.</summary>
    public required IReadOnlyList<string> WaitsFor { get; init; }

    /// <summary>Set when it is planned but will not run, with the reason.</summary>
    public string? SkipReason { get; init; }
}
