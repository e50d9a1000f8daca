namespace Pipeline.Embedded.MongoDB.Storage;

/// <summary>The collections that a command sees: the current ones, those of a moment in the past, or a transaction's own.</summary>
internal interface ICollectionView
{
    CollectionState? Find(Namespace ns);

    /// <summary>The collection's name, options and UUID; its documents may be those of a while ago.</summary>
    CollectionState? Head(Namespace ns);

    IEnumerable<CollectionState> All();
}
