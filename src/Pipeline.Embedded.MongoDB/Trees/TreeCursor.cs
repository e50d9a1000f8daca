namespace Pipeline.Embedded.MongoDB.Trees;

/// <summary>A position in a tree, which moves both ways. It starts nowhere: seek first.</summary>
internal sealed class TreeCursor<TKey, TValue, TOrder>(TreeNode<TKey>? root)
    where TOrder : struct, IComparer<TKey>
{
    // They grow: nodes that deletions thinned out are not merged, so a tree may be deeper than its size tells.
    private TreeBranch<TKey>[] _branches = new TreeBranch<TKey>[4];
    private int[] _positions = new int[4];
    private int _depth;
    private TreeNode<TKey>? _root = root;
    private TreeLeaf<TKey, TValue>? _leaf;
    private int _index;

    public TKey Key => _leaf!.Keys[_index];

    public TValue Value => _leaf!.Values[_index];

    /// <summary>To go on in another tree, or in another state of it.</summary>
    public void Restart(TreeNode<TKey>? other) => _root = other;

    public bool SeekFirst()
    {
        _depth = 0;
        return Descend(_root, last: false);
    }

    public bool SeekLast()
    {
        _depth = 0;
        return Descend(_root, last: true);
    }

    /// <summary>To the first entry whose key is at least <paramref name="key"/>.</summary>
    public bool Seek(TKey key)
    {
        if (!DescendTo(key))
            return false;

        var found = _leaf!.Find<TOrder>(key, from: 0);
        _index = found >= 0 ? found : ~found;
        return _index < _leaf.Count || NextLeaf();
    }

    /// <summary>To the last entry whose key is at most <paramref name="key"/>.</summary>
    public bool SeekBack(TKey key)
    {
        if (!DescendTo(key))
            return false;

        var found = _leaf!.Find<TOrder>(key, from: 0);
        _index = found >= 0 ? found : ~found - 1;
        return _index >= 0 || PreviousLeaf();
    }

    public bool MoveNext() => ++_index < _leaf!.Count || NextLeaf();

    public bool MovePrevious() => --_index >= 0 || PreviousLeaf();

    private bool DescendTo(TKey key)
    {
        _depth = 0;
        var node = _root;
        while (node is TreeBranch<TKey> branch)
        {
            var index = branch.ChildOf<TOrder>(key);
            Push(branch, index);
            node = branch.Children[index];
        }

        _leaf = node as TreeLeaf<TKey, TValue>;
        return _leaf is not null;
    }

    private bool Descend(TreeNode<TKey>? node, bool last)
    {
        while (node is TreeBranch<TKey> branch)
        {
            var index = last ? branch.Count - 1 : 0;
            Push(branch, index);
            node = branch.Children[index];
        }

        _leaf = node as TreeLeaf<TKey, TValue>;
        if (_leaf is null)
            return false;
        _index = last ? _leaf.Count - 1 : 0;
        return true;
    }

    private bool NextLeaf()
    {
        while (_depth > 0)
        {
            var position = ++_positions[_depth - 1];
            var branch = _branches[_depth - 1];
            if (position < branch.Count)
                return Descend(branch.Children[position], last: false);
            _depth--;
        }

        return false;
    }

    private bool PreviousLeaf()
    {
        while (_depth > 0)
        {
            var position = --_positions[_depth - 1];
            if (position >= 0)
                return Descend(_branches[_depth - 1].Children[position], last: true);
            _depth--;
        }

        return false;
    }

    private void Push(TreeBranch<TKey> branch, int position)
    {
        if (_depth == _branches.Length)
        {
            Array.Resize(ref _branches, _depth * 2);
            Array.Resize(ref _positions, _depth * 2);
        }

        _branches[_depth] = branch;
        _positions[_depth++] = position;
    }
}
