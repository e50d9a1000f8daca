namespace Pipeline.Components.Coverage;

/// <summary>A gate's decision.</summary>
public enum GateState
{
    /// <summary>Everything was measured, and is enough.</summary>
    Passed,

    /// <summary>Something was measured, and is not enough.</summary>
    Failed,

    /// <summary>Not everything was measured, so nothing is claimed.</summary>
    NotEvaluated,
}
