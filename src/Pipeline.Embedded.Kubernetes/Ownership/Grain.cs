namespace Pipeline.Embedded.Kubernetes.Ownership;

/// <summary>How finely a value is owned.</summary>
internal enum Grain
{
    /// <summary>As a whole.</summary>
    Whole,

    /// <summary>Field by field.</summary>
    Fields,

    /// <summary>Item by item.</summary>
    Items,
}
