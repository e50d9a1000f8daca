using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipeline.Kubernetes.Diffing;

/// <summary>The fields in which two states of an object differ. What the server keeps for itself is left out, and what a Secret holds is masked.</summary>
internal sealed class ObjectDiff
{
    private const string Masked = "***";
    private const string MaskedChange = "*** (changed)";

    private static readonly string[] ServersMetadata = ["managedFields", "resourceVersion", "uid", "generation", "creationTimestamp", "selfLink"];
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<FieldChange> _changes = [];
    private readonly ListKeys _keys;
    private readonly bool _isSecret;

    private ObjectDiff(ListKeys keys, bool isSecret)
    {
        _keys = keys;
        _isSecret = isSecret;
    }

    /// <summary>Before and after; either may be missing, for an object that is made or goes.</summary>
    public static IReadOnlyList<FieldChange> Compare(JsonObject? before, JsonObject? after)
    {
        var diff = new ObjectDiff(ListKeys.Of(before, after), (after ?? before).Text("kind") == "Secret" && (after ?? before).Text("apiVersion") == "v1");
        var fields = (before ?? []).Concat(after ?? []).Select(x => x.Key).Distinct(StringComparer.Ordinal).Where(x => x is not ("apiVersion" or "kind" or "status"));
        foreach (var field in fields)
        {
            if (field == "metadata")
                diff.Compare(field, field, Own(before?[field]), Own(after?[field]));
            else
                diff.Compare(field, field, before?[field], after?[field]);
        }

        return diff._changes;
    }

    private static JsonObject? Own(JsonNode? metadata) => metadata is JsonObject map
        ? new JsonObject(map.Where(x => !ServersMetadata.Contains(x.Key)).Select(x => KeyValuePair.Create(x.Key, x.Value?.DeepClone())))
        : null;

    // The path as it is shown names the elements of lists; the plain one, by which keys are found, doesn't.
    private void Compare(string path, string plain, JsonNode? before, JsonNode? after)
    {
        if (JsonNode.DeepEquals(before, after))
            return;

        switch (before, after)
        {
            case (null or JsonObject, null or JsonObject) when (before ?? after) is JsonObject && !IsEmptyLeaf(before) && !IsEmptyLeaf(after):
                foreach (var name in ((before as JsonObject) ?? []).Concat((after as JsonObject) ?? []).Select(x => x.Key).Distinct(StringComparer.Ordinal))
                    Compare($"{path}{Step(name)}", $"{plain}.{name}", before.At(name), after.At(name));
                break;
            case (null or JsonArray, null or JsonArray) when (before ?? after) is JsonArray:
                Lists(path, plain, before as JsonArray ?? [], after as JsonArray ?? [], before is null, after is null);
                break;
            default:
                Add(path, plain, before, after);
                break;
        }
    }

    private void Lists(string path, string plain, JsonArray before, JsonArray after, bool isAdded, bool isRemoved)
    {
        var filled = new[] { before, after }.Where(x => x.Count > 0).ToList();
        if (_keys.IsSet(plain))
        {
            foreach (var gone in before.Where(x => !after.Any(y => JsonNode.DeepEquals(x, y))))
                Add($"{path}[={Text(gone)}]", plain, gone, null);
            foreach (var added in after.Where(x => !before.Any(y => JsonNode.DeepEquals(x, y))))
                Add($"{path}[={Text(added)}]", plain, null, added);
        }
        else if (filled.Count == 0 || !filled.TrueForAll(x => x.All(y => y is JsonObject)))
        {
            Add(path, plain, isAdded ? null : before, isRemoved ? null : after);
        }
        else if (_keys.Find(plain, filled) is { Count: > 0 } keys)
        {
            Keyed(path, plain, before, after, keys);
        }
        else
        {
            for (var i = 0; i < Math.Max(before.Count, after.Count); i++)
                Compare($"{path}[{i}]", plain, i < before.Count ? before[i] : null, i < after.Count ? after[i] : null);
        }
    }

    private void Keyed(string path, string plain, JsonArray before, JsonArray after, IReadOnlyList<string> keys)
    {
        var (old, now) = (ByKey(before, keys), ByKey(after, keys));
        foreach (var (key, element) in old.Where(x => !now.ContainsKey(x.Key)))
            Compare($"{path}[{key}]", plain, element, null);
        foreach (var (key, element) in now)
            Compare($"{path}[{key}]", plain, old.GetValueOrDefault(key), element);

        string[] oldOrder = [.. old.Keys.Where(now.ContainsKey)], newOrder = [.. now.Keys.Where(old.ContainsKey)];
        if (!oldOrder.SequenceEqual(newOrder))
            _changes.Add(new FieldChange(FieldChangeKind.Changed, $"{path} (order)", string.Join(", ", oldOrder), string.Join(", ", newOrder)));
    }

    // A key that isn't filled in stands for its default (a port's protocol), and a key that stands twice keeps both apart.
    private static Dictionary<string, JsonNode?> ByKey(JsonArray list, IReadOnlyList<string> keys)
    {
        var elements = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var (element, i) in list.Select((x, i) => (x, i)))
        {
            var key = string.Join(",", keys.Where(x => element.At(x) is not null).Select(x => $"{x}={Text(element.At(x)).Trim('"')}"));
            if (!elements.TryAdd(key, element))
                elements.Add($"{key},#{i}", element);
        }

        return elements;
    }

    private void Add(string path, string plain, JsonNode? before, JsonNode? after)
    {
        var kind = before is null ? FieldChangeKind.Added : after is null ? FieldChangeKind.Removed : FieldChangeKind.Changed;
        _changes.Add(IsMasked(plain)
            ? new FieldChange(kind, path, before is null ? null : Masked, after is null ? null : kind == FieldChangeKind.Changed ? MaskedChange : Masked)
            : new FieldChange(kind, path, before is null ? null : Text(before), after is null ? null : Text(after)));
    }

    // kubectl's own annotation holds the whole object.
    private bool IsMasked(string plain) => _isSecret
        && (plain is "data" or "stringData" || plain.StartsWith("data.", StringComparison.Ordinal) || plain.StartsWith("stringData.", StringComparison.Ordinal)
            || plain == "metadata.annotations.kubectl.kubernetes.io/last-applied-configuration");

    private static bool IsEmptyLeaf(JsonNode? node) => node is JsonObject { Count: 0 };

    private static string Text(JsonNode? value) => value?.ToJsonString(Readable) ?? "null";

    // A name with dots or slashes would read as a path.
    private static string Step(string name) => name.Any(x => x is '.' or '/' or '[' or ' ') ? $"[{name}]" : $".{name}";
}
