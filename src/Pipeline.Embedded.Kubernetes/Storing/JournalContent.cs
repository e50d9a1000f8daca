namespace Pipeline.Embedded.Kubernetes.Storing;

/// <summary>What a journal says: the objects by table, and the version of the last write.</summary>
internal sealed record JournalContent(long Version, IReadOnlyDictionary<string, ObjectSet> Objects);
