namespace Pipeline.Embedded.MongoDB.Trees;

internal sealed class TreeLeaf<TKey, TValue>(object? owner) : TreeNode<TKey>(owner)
{
    public TValue[] Values = new TValue[Capacity];

    public TreeLeaf<TKey, TValue> For(object owner)
    {
        if (ReferenceEquals(Owner, owner))
            return this;

        var copy = new TreeLeaf<TKey, TValue>(owner) { Count = Count };
        Array.Copy(Keys, copy.Keys, Count);
        Array.Copy(Values, copy.Values, Count);
        return copy;
    }

    public void Insert(int index, TKey key, TValue value)
    {
        Array.Copy(Keys, index, Keys, index + 1, Count - index);
        Array.Copy(Values, index, Values, index + 1, Count - index);
        Keys[index] = key;
        Values[index] = value;
        Count++;
    }

    public void RemoveAt(int index)
    {
        Count--;
        Array.Copy(Keys, index + 1, Keys, index, Count - index);
        Array.Copy(Values, index + 1, Values, index, Count - index);
        Keys[Count] = default!;
        Values[Count] = default!;
    }

    /// <summary>Moves the entries from <paramref name="index"/> on to a new leaf.</summary>
    public TreeLeaf<TKey, TValue> SplitAt(int index)
    {
        var right = new TreeLeaf<TKey, TValue>(Owner) { Count = Count - index };
        Array.Copy(Keys, index, right.Keys, 0, right.Count);
        Array.Copy(Values, index, right.Values, 0, right.Count);
        Array.Clear(Keys, index, right.Count);
        Array.Clear(Values, index, right.Count);
        Count = index;
        return right;
    }
}
