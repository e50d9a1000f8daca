namespace Pipeline.Kubernetes.Planning;

/// <summary>What a line of a plan says.</summary>
public enum PlanLineKind
{
    /// <summary>Which release, where.</summary>
    Heading,

    /// <summary>An object that is made, or a field that is added.</summary>
    Added,

    /// <summary>An object or a field that changes.</summary>
    Changed,

    /// <summary>An object or a field that goes.</summary>
    Removed,

    /// <summary>An object that is left alone.</summary>
    Kept,

    /// <summary>A conflict with another field manager.</summary>
    Conflict,

    /// <summary>A warning.</summary>
    Warning,

    /// <summary>The sum, and the plan's hash.</summary>
    Summary,
}
