using Pipeline.Embedded.Kubernetes.Storing;

namespace Pipeline.Embedded.Kubernetes.Deleting;

/// <summary>What a deletion left.</summary>
/// <param name="Value">The object, or its last state.</param>
/// <param name="IsGone">Whether it was removed; otherwise it waits for its finalizers or its grace period.</param>
internal sealed record DeletionOutcome(StoredObject Value, bool IsGone);
