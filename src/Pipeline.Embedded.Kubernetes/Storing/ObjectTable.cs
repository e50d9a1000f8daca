namespace Pipeline.Embedded.Kubernetes.Storing;

/// <summary>The objects of one kind and their latest changes. Written by <see cref="ObjectStore"/> under its lock only.</summary>
/// <param name="key"><c>plural.group</c>: the versions of a kind share one table.</param>
/// <param name="version">The version of <paramref name="objects"/>; changes before it are not known.</param>
/// <param name="objects">The objects to begin with.</param>
internal sealed class ObjectTable(string key, long version, ObjectSet objects)
{
    /// <summary>How many changes are kept for watches that begin in the past.</summary>
    public const int KeptChanges = 4096;

    private ChangeNode _oldest = new(version, null, null);
    private ChangeNode? _latest;
    private int _changes;

    public string Key { get; } = key;

    public ObjectSet Objects { get; private set; } = objects;

    public ChangeNode Latest => _latest ?? _oldest;

    public StoredObject? Find(string? namespaceName, string name) => Objects.Find(namespaceName, name);

    public void Publish(ChangeNode change)
    {
        Objects = change.IsRemoval ? Objects.Without(change.After!.NamespaceName, change.After.Name) : Objects.With(change.After!);
        var before = Latest;
        _latest = change;
        before.Append(change);
        if (++_changes <= KeptChanges)
            return;
        _changes--;
        _oldest = _oldest.Next!;
    }

    /// <summary>The last change that a reader of <paramref name="seen"/> knows; none where changes after it are no longer kept.</summary>
    public ChangeNode? After(long seen)
    {
        if (seen < _oldest.Version)
            return null;
        if (seen >= Latest.Version)
            return Latest;
        var node = _oldest;
        while (node.Next is { } next && next.Version <= seen)
            node = next;
        return node;
    }

    /// <summary>The objects as they were at a version; none where it is too old.</summary>
    public ObjectSet? At(long version)
    {
        var objects = Objects;
        var changes = new Stack<ChangeNode>();
        for (var node = After(version); ; node = node.Next)
        {
            if (node is null)
                return null;
            if (node.Next is null)
                break;
            changes.Push(node.Next);
        }

        foreach (var change in changes)
            objects = change.Before is { } before ? objects.With(before) : objects.Without(change.After!.NamespaceName, change.After.Name);
        return objects;
    }
}
