namespace Pipeline.Components.Coverage;

/// <summary>What a gate decided, and why.</summary>
/// <param name="State">The decision.</param>
/// <param name="Reasons">A clause each, with figures.</param>
public sealed record CoverageVerdict(GateState State, IReadOnlyList<string> Reasons);
