namespace Pipeline.Embedded.Kubernetes.Ownership;

/// <summary>A set of fields' paths, as a tree. The operations make new sets; the adding methods are for building one.</summary>
internal sealed class FieldSet
{
    private readonly SortedDictionary<PathElement, Node> _nodes = [];

    /// <summary>Whether there is nothing in it.</summary>
    public bool IsEmpty => _nodes.Count == 0;

    /// <summary>The steps at this level, in order: whether each is itself in the set, and what of it is.</summary>
    public IEnumerable<(PathElement Element, bool IsMember, FieldSet Children)> Nodes =>
        _nodes.Select(node => (node.Key, node.Value.IsMember, node.Value.Children));

    /// <summary>Puts a path into the set.</summary>
    public void Add(ReadOnlySpan<PathElement> path)
    {
        var set = this;
        for (var i = 0; i < path.Length; i++)
        {
            if (!set._nodes.TryGetValue(path[i], out var node))
                node = new(false, new());
            if (i == path.Length - 1)
                node = node with { IsMember = true };
            set._nodes[path[i]] = node;
            set = node.Children;
        }
    }

    /// <summary>Puts a step of this level into the set, and what of it is in it.</summary>
    public void Add(PathElement element, bool isMember, FieldSet children)
    {
        if (isMember || !children.IsEmpty)
            _nodes[element] = new(isMember, children);
    }

    /// <summary>Whether a step of this level is itself in the set.</summary>
    public bool Has(PathElement element) => _nodes.TryGetValue(element, out var node) && node.IsMember;

    /// <summary>What is in the set below a step of this level.</summary>
    public FieldSet Below(PathElement element) => _nodes.TryGetValue(element, out var node) ? node.Children : new();

    /// <summary>What is in either.</summary>
    public FieldSet Union(FieldSet other) => Combine(this, other, static (left, right) => left || right);

    /// <summary>What is in both.</summary>
    public FieldSet Intersection(FieldSet other) => Combine(this, other, static (left, right) => left && right);

    /// <summary>What is in this one and not in the other; a path's removal leaves the paths below it.</summary>
    public FieldSet Difference(FieldSet other) => Combine(this, other, static (left, right) => left && !right);

    /// <summary>What is in this one and neither in the other nor below a path of it.</summary>
    public FieldSet Without(FieldSet others)
    {
        var result = new FieldSet();
        foreach (var (element, node) in _nodes)
        {
            if (!others.Has(element))
                result.Add(element, node.IsMember, node.Children.Without(others.Below(element)));
        }
        return result;
    }

    /// <summary>All paths: those of a level before those below them.</summary>
    public IEnumerable<IReadOnlyList<PathElement>> Paths() => Paths([]);

    private IEnumerable<IReadOnlyList<PathElement>> Paths(IReadOnlyList<PathElement> prefix) =>
        _nodes.Where(node => node.Value.IsMember).Select(IReadOnlyList<PathElement> (node) => [.. prefix, node.Key])
            .Concat(_nodes.SelectMany(node => node.Value.Children.Paths([.. prefix, node.Key])));

    private static FieldSet Combine(FieldSet left, FieldSet right, Func<bool, bool, bool> keeps)
    {
        var result = new FieldSet();
        foreach (var (element, node) in left._nodes)
        {
            var other = right._nodes.GetValueOrDefault(element, Node.None);
            result.Add(element, keeps(node.IsMember, other.IsMember), Combine(node.Children, other.Children, keeps));
        }
        foreach (var (element, node) in right._nodes)
        {
            if (!left._nodes.ContainsKey(element))
                result.Add(element, keeps(false, node.IsMember), Combine(new(), node.Children, keeps));
        }
        return result;
    }

    private readonly record struct Node(bool IsMember, FieldSet Children)
    {
        public static Node None => new(false, new());
    }
}
