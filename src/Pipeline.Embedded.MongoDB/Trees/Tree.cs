using System.Diagnostics.CodeAnalysis;

namespace Pipeline.Embedded.MongoDB.Trees;

/// <summary>
/// A sorted map that never changes: a B+ tree whose nodes are copied on write. A reader holds a tree as long as it likes, for free;
/// a writer takes an <see cref="TreeEditor{TKey,TValue,TOrder}"/>, which copies each node once, however many entries it then changes.
/// </summary>
internal readonly record struct Tree<TKey, TValue, TOrder>(TreeNode<TKey>? Root, long Count)
    where TOrder : struct, IComparer<TKey>
{
    public TreeEditor<TKey, TValue, TOrder> Edit() => new(this);

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value) => TryGet(Root, key, out value);

    public TreeCursor<TKey, TValue, TOrder> Cursor() => new(Root);

    internal static bool TryGet(TreeNode<TKey>? node, TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        while (node is TreeBranch<TKey> branch)
            node = branch.Children[branch.ChildOf<TOrder>(key)];

        if (node is TreeLeaf<TKey, TValue> leaf && leaf.Find<TOrder>(key, from: 0) is >= 0 and var index)
        {
            value = leaf.Values[index];
            return true;
        }

        value = default;
        return false;
    }
}
