namespace Nuke.Common;

/// <summary>What a skipped target's dependencies do.</summary>
public enum DependencyBehavior
{
    /// <summary>Those that nothing else needs are skipped too.</summary>
    Skip,

    /// <summary>They run all the same.</summary>
    Execute,
}
