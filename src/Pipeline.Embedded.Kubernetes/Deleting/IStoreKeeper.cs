using Pipeline.Embedded.Kubernetes.Storing;

namespace Pipeline.Embedded.Kubernetes.Deleting;

/// <summary>Part of the cluster that follows up on changes: removes what lost its owner, empties namespaces, and so on. Called for every change, in order, by one task.</summary>
internal interface IStoreKeeper
{
    /// <param name="table">The table's key.</param>
    /// <param name="change">What happened.</param>
    void Keep(string table, ChangeNode change);
}
