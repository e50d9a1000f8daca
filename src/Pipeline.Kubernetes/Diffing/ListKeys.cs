using System.Text.Json.Nodes;

namespace Pipeline.Kubernetes.Diffing;

/// <summary>
/// By which keys the elements of an object's lists are told apart. The server says so itself, in managedFields (<c>k:{"name":"server"}</c>), for custom
/// resources too; a list that nobody owns is read by its elements' names where they all have one.
/// </summary>
internal sealed class ListKeys
{
    private readonly Dictionary<string, string[]> _keys = new(StringComparer.Ordinal);

    /// <summary>The lists of sets of plain values.</summary>
    private readonly HashSet<string> _sets = new(StringComparer.Ordinal);

    public static ListKeys Of(params IEnumerable<JsonObject?> objects)
    {
        var keys = new ListKeys();
        foreach (var fields in objects.SelectMany(x => x.Items("metadata", "managedFields")).Select(x => x["fieldsV1"]).OfType<JsonObject>())
            keys.Add(fields, "");
        return keys;
    }

    public bool IsSet(string path) => _sets.Contains(path);

    /// <summary>The keys of a list; none where its elements are told apart by their place.</summary>
    public IReadOnlyList<string> Find(string path, params IEnumerable<JsonArray> lists)
    {
        var elements = lists.ToList();
        if (_keys.TryGetValue(path, out var keys))
            return keys;
        return elements.TrueForAll(x => x.Count > 0 && x.All(y => y.Text("name") is not null) && x.Select(y => y.Text("name")).Distinct().Count() == x.Count) ? ["name"] : [];
    }

    private void Add(JsonObject fields, string path)
    {
        foreach (var (name, child) in fields)
        {
            var below = path;
            if (name.StartsWith("f:", StringComparison.Ordinal))
                below = path.Length == 0 ? name[2..] : $"{path}.{name[2..]}";
            else if (name.StartsWith("k:", StringComparison.Ordinal) && JsonNode.Parse(name[2..]) is JsonObject key)
                _keys.TryAdd(path, [.. key.Select(x => x.Key)]);
            else if (name.StartsWith("v:", StringComparison.Ordinal))
                _sets.Add(path);

            if (child is JsonObject { Count: > 0 } nested)
                Add(nested, below);
        }
    }
}
