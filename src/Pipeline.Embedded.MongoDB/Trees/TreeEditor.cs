using System.Diagnostics.CodeAnalysis;

namespace Pipeline.Embedded.MongoDB.Trees;

/// <summary>
/// Changes of one writer to one tree. What it made is its own until <see cref="ToTree"/>, after which it copies again. Cursors over a
/// tree that was taken stay valid; one over <see cref="Root"/> itself is not to be used across a change.
/// </summary>
internal sealed class TreeEditor<TKey, TValue, TOrder>(Tree<TKey, TValue, TOrder> tree)
    where TOrder : struct, IComparer<TKey>
{
    private object _owner = new();

    public TreeNode<TKey>? Root { get; private set; } = tree.Root;

    public long Count { get; private set; } = tree.Count;

    /// <summary>The tree as it is now. The editor may go on.</summary>
    public Tree<TKey, TValue, TOrder> ToTree()
    {
        _owner = new object();
        return new Tree<TKey, TValue, TOrder>(Root, Count);
    }

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value) => Tree<TKey, TValue, TOrder>.TryGet(Root, key, out value);

    /// <summary>A cursor that is good until the next change.</summary>
    public TreeCursor<TKey, TValue, TOrder> Cursor() => new(Root);

    /// <summary>Adds an entry, or replaces its value.</summary>
    public void Set(TKey key, TValue value)
    {
        if (Root is null)
        {
            var leaf = new TreeLeaf<TKey, TValue>(_owner);
            leaf.Insert(0, key, value);
            Root = leaf;
            Count = 1;
            return;
        }

        Root = Set(Root, key, value, out var right, out var separator);
        if (right is not null)
        {
            var branch = new TreeBranch<TKey>(_owner);
            branch.Insert(0, default!, Root);
            branch.Insert(1, separator!, right);
            Root = branch;
        }
    }

    /// <returns>Whether there was such an entry.</returns>
    public bool Remove(TKey key)
    {
        if (Root is null || !TryGet(key, out _))
            return false;

        Root = Remove(Root, key);
        while (Root is TreeBranch<TKey> { Count: 1 } branch)
            Root = branch.Children[0];
        Count--;
        return true;
    }

    private TreeNode<TKey> Set(TreeNode<TKey> node, TKey key, TValue value, out TreeNode<TKey>? right, out TKey? separator)
    {
        right = null;
        separator = default;
        return node is TreeBranch<TKey> branch
            ? SetInBranch(branch.For(_owner), key, value, ref right, ref separator)
            : SetInLeaf(((TreeLeaf<TKey, TValue>)node).For(_owner), key, value, ref right, ref separator);
    }

    private TreeLeaf<TKey, TValue> SetInLeaf(TreeLeaf<TKey, TValue> leaf, TKey key, TValue value, ref TreeNode<TKey>? right, ref TKey? separator)
    {
        var index = leaf.Find<TOrder>(key, from: 0);
        if (index >= 0)
        {
            leaf.Values[index] = value;
            return leaf;
        }

        index = ~index;
        Count++;
        if (leaf.Count < TreeNode<TKey>.Capacity)
        {
            leaf.Insert(index, key, value);
            return leaf;
        }

        // An append at the end leaves the left leaf full: documents that come in order, as most do, fill their nodes.
        var split = leaf.SplitAt(index == leaf.Count ? leaf.Count : leaf.Count / 2);
        if (index <= leaf.Count && split.Count > 0)
            leaf.Insert(index, key, value);
        else
            split.Insert(index - leaf.Count, key, value);
        right = split;
        separator = split.Keys[0];
        return leaf;
    }

    private TreeBranch<TKey> SetInBranch(TreeBranch<TKey> branch, TKey key, TValue value, ref TreeNode<TKey>? right, ref TKey? separator)
    {
        var index = branch.ChildOf<TOrder>(key);
        branch.Children[index] = Set(branch.Children[index], key, value, out var childRight, out var childSeparator);
        if (childRight is null)
            return branch;

        index++;
        if (branch.Count < TreeNode<TKey>.Capacity)
        {
            branch.Insert(index, childSeparator!, childRight);
            return branch;
        }

        var split = branch.SplitAt(index == branch.Count ? branch.Count - 1 : branch.Count / 2);
        if (index <= branch.Count)
            branch.Insert(index, childSeparator!, childRight);
        else
            split.Insert(index - branch.Count, childSeparator!, childRight);
        right = split;
        separator = split.Keys[0];
        return branch;
    }

    /// <returns>The node without the entry, or <see langword="null"/> when nothing is left. Nodes are not merged: those that get empty go.</returns>
    private TreeNode<TKey>? Remove(TreeNode<TKey> node, TKey key)
    {
        if (node is TreeLeaf<TKey, TValue> original)
        {
            var leaf = original.For(_owner);
            leaf.RemoveAt(leaf.Find<TOrder>(key, from: 0));
            return leaf.Count == 0 ? null : leaf;
        }

        var branch = ((TreeBranch<TKey>)node).For(_owner);
        var index = branch.ChildOf<TOrder>(key);
        var child = Remove(branch.Children[index], key);
        if (child is null)
            branch.RemoveAt(index);
        else
            branch.Children[index] = child;
        return branch.Count == 0 ? null : branch;
    }
}
