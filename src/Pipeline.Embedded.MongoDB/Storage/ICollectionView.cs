namespace Pipeline.Embedded.MongoDB.Storage;

/// <summary>The collections that a command sees: the current ones, those of a moment in the past, or a transaction's own.</summary>
internal interface ICollectionView
{
    CollectionState? Find(Namespace ns);

    IEnumerable<CollectionState> All();
}
