using Pipeline.Embedded.Kubernetes.Storing;

namespace Pipeline.Embedded.Kubernetes.Objects;

/// <summary>What a write left. In a dry run, what it would have left.</summary>
internal sealed record WriteOutcome(StoredObject Value, bool IsNew = false);
