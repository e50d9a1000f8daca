namespace Pipeline.Embedded.Kubernetes.Storing;

/// <summary>The objects of a kind, the store's version, and where a watch goes on from there: read in one moment.</summary>
internal sealed record ObjectSnapshot(ObjectSet Objects, long Version, ChangeNode Position);
