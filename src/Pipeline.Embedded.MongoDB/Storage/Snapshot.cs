using System.Collections.Immutable;

namespace Pipeline.Embedded.MongoDB.Storage;

/// <summary>All that the server holds, at one moment of the cluster's time.</summary>
internal sealed record Snapshot : ICollectionView
{
    public static Snapshot Empty { get; } = new();

    public ImmutableDictionary<Namespace, CollectionState> Collections { get; init; } = ImmutableDictionary<Namespace, CollectionState>.Empty;

    /// <summary>The time of the last write in it.</summary>
    public ulong Time { get; init; }

    public CollectionState? Head(Namespace ns) => Find(ns);

    public CollectionState? Find(Namespace ns) => Collections.GetValueOrDefault(ns);

    public IEnumerable<CollectionState> All() => Collections.Values;
}
