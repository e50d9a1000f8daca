namespace Pipeline.Engine.Targets;

/// <summary>
/// What a skipped target's own dependencies do. Unset, a target skipped by <c>--skip</c> takes along what only it needed,
/// and one skipped by a condition does not (NUKE's documented default).
/// </summary>
public enum DependencySkip
{
    /// <summary>They run all the same.</summary>
    Execute,

    /// <summary>Those that nothing else needs are skipped too.</summary>
    Skip,
}
