using System.Collections.Immutable;

namespace Pipeline.Embedded.Kubernetes.Storing;

/// <summary>All objects of one kind at one version, by namespace and name in byte order. Immutable: a list reads it while others write.</summary>
internal sealed record ObjectSet(ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, StoredObject>> Namespaces)
{
    private static readonly ImmutableSortedDictionary<string, StoredObject> s_none = ImmutableSortedDictionary.Create<string, StoredObject>(StringComparer.Ordinal);

    public static ObjectSet Empty { get; } = new(ImmutableSortedDictionary.Create<string, ImmutableSortedDictionary<string, StoredObject>>(StringComparer.Ordinal));

    public StoredObject? Find(string? namespaceName, string name) =>
        Namespaces.TryGetValue(namespaceName ?? "", out var objects) && objects.TryGetValue(name, out var found) ? found : null;

    /// <summary>The objects of one namespace, or of all.</summary>
    public IEnumerable<StoredObject> In(string? namespaceName)
    {
        if (namespaceName is not null)
            return Namespaces.TryGetValue(namespaceName, out var objects) ? objects.Values : [];
        return Namespaces.Values.SelectMany(x => x.Values);
    }

    public ObjectSet With(StoredObject value)
    {
        var key = value.NamespaceName ?? "";
        return new ObjectSet(Namespaces.SetItem(key, Namespaces.GetValueOrDefault(key, s_none).SetItem(value.Name, value)));
    }

    public ObjectSet Without(string? namespaceName, string name)
    {
        var key = namespaceName ?? "";
        var rest = Namespaces.GetValueOrDefault(key, s_none).Remove(name);
        return new ObjectSet(rest.IsEmpty ? Namespaces.Remove(key) : Namespaces.SetItem(key, rest));
    }
}
