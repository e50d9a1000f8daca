namespace Pipeline.Embedded.MongoDB.Trees;

internal sealed class TreeBranch<TKey>(object? owner) : TreeNode<TKey>(owner)
{
    public TreeNode<TKey>[] Children = new TreeNode<TKey>[Capacity];

    public TreeBranch<TKey> For(object owner)
    {
        if (ReferenceEquals(Owner, owner))
            return this;

        var copy = new TreeBranch<TKey>(owner) { Count = Count };
        Array.Copy(Keys, copy.Keys, Count);
        Array.Copy(Children, copy.Children, Count);
        return copy;
    }

    /// <summary>Which child holds <paramref name="key"/>.</summary>
    public int ChildOf<TOrder>(TKey key)
        where TOrder : struct, IComparer<TKey>
    {
        var index = Find<TOrder>(key, from: 1);
        return index >= 0 ? index : ~index - 1;
    }

    public void Insert(int index, TKey key, TreeNode<TKey> child)
    {
        Array.Copy(Keys, index, Keys, index + 1, Count - index);
        Array.Copy(Children, index, Children, index + 1, Count - index);
        Keys[index] = key;
        Children[index] = child;
        Count++;
    }

    public void RemoveAt(int index)
    {
        Count--;
        Array.Copy(Keys, index + 1, Keys, index, Count - index);
        Array.Copy(Children, index + 1, Children, index, Count - index);
        Keys[Count] = default!;
        Children[Count] = null!;
    }

    public TreeBranch<TKey> SplitAt(int index)
    {
        var right = new TreeBranch<TKey>(Owner) { Count = Count - index };
        Array.Copy(Keys, index, right.Keys, 0, right.Count);
        Array.Copy(Children, index, right.Children, 0, right.Count);
        Array.Clear(Keys, index, right.Count);
        Array.Clear(Children, index, right.Count);
        Count = index;
        return right;
    }
}
