namespace Pipeline.Kubernetes.Diffing;

/// <summary>How a field differs.</summary>
public enum FieldChangeKind
{
    /// <summary>Only the planned object has it.</summary>
    Added,

    /// <summary>Both have it, with different values.</summary>
    Changed,

    /// <summary>Only the live object has it.</summary>
    Removed,
}
