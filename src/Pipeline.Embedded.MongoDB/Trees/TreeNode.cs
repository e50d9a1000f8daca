namespace Pipeline.Embedded.MongoDB.Trees;

/// <summary>
/// A node of a <see cref="Tree{TKey,TValue,TOrder}"/>. Only the editor that made it (<see cref="Owner"/>) may change it; everyone else
/// copies it first, so a snapshot of a tree is its root.
/// </summary>
internal abstract class TreeNode<TKey>(object? owner)
{
    public const int Capacity = 64;

    public object? Owner { get; } = owner;

    public int Count;

    /// <summary>Of a leaf: the entries' keys. Of a branch: the first key of each child but the first, at the child's position.</summary>
    public TKey[] Keys = new TKey[Capacity];

    /// <summary>The position of <paramref name="key"/> among the first <see cref="Count"/> keys, or the complement of where it would be.</summary>
    public int Find<TOrder>(TKey key, int from)
        where TOrder : struct, IComparer<TKey>
    {
        var order = default(TOrder);
        int low = from, high = Count - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var comparison = order.Compare(Keys[middle], key);
            if (comparison == 0)
                return middle;
            if (comparison < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return ~low;
    }
}
