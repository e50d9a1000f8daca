namespace Pipeline.Embedded.Kubernetes.Objects;

/// <summary>What happened to an object.</summary>
internal enum ChangeKind
{
    /// <summary>It is there now.</summary>
    Added,

    /// <summary>It is different now.</summary>
    Modified,

    /// <summary>It is gone.</summary>
    Deleted,
}

/// <summary>A change of one object.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Value">The object after it; the last state of one that is gone.</param>
internal sealed record ObjectChange<T>(ChangeKind Kind, T Value);
