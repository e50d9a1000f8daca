using System.Text.Json.Nodes;

namespace Pipeline.Kubernetes.Rendering.Patching;

/// <summary>
/// Merges two lists whose items are named by keys. What has several keys, of which some items lack one (ports without a protocol), is paired by what is
/// there; where that is ambiguous the outcome is kustomize's, item for item.
/// </summary>
internal sealed class KeyedListMerge(StrategicMerge merge, string[] keys, string path)
{
    public JsonArray? Apply(JsonArray target, JsonArray? patch)
    {
        var names = Names(target, patch);
        if (names.Count == 0)
            return target;

        var used = Used(names);
        string[] usedKeys = used.Length == 0 ? keys : [.. used.Select(x => keys[x])];
        var result = new List<JsonNode?>();
        foreach (var name in names)
        {
            string[] values = used.Length == 0 ? name : [.. used.Select(x => name[x])];
            var merged = Merged(target, patch, name);
            if (merged is null or JsonObject { Count: 0 })
            {
                var kept = Set([.. target], usedKeys, values, null);
                target.Clear();
                foreach (var item in kept)
                    target.Add(item);
                continue;
            }

            if (merged is JsonObject map)
            {
                foreach (var (key, value) in usedKeys.Zip(values))
                {
                    if (value.Length > 0 && !map.ContainsKey(key))
                        map[key] = value;
                }
            }

            result = Set(result, usedKeys, values, merged);
        }

        // The target's own order follows the patch's items; what has no key at all is kept.
        foreach (var item in target)
            result = SetOwn(result, usedKeys, item);
        return [.. result.Select(StrategicMerge.Detached)];
    }

    private JsonNode? Merged(JsonArray target, JsonArray? patch, string[] name)
    {
        int[] present = [.. Enumerable.Range(0, keys.Length).Where(x => name[x].Length > 0)];
        string[] matchedKeys = present.Length == 0 ? keys : [.. present.Select(x => keys[x])];
        string[] values = present.Length == 0 ? name : [.. present.Select(x => name[x])];
        var ours = Find(target, matchedKeys, values);
        var theirs = patch is null ? null : Find(patch, matchedKeys, values);
        return merge.Merge(ours, theirs, theirs is not null, path);
    }

    // Each item's key values, the patch's first, each once.
    private List<string[]> Names(JsonArray target, JsonArray? patch)
    {
        var names = new List<string[]>();
        foreach (var item in (patch ?? []).Concat(target))
        {
            string[] name = keys is [""] ? [Text(item)] : [.. keys.Select(x => item is JsonObject map ? Text(map[x]) : "")];
            if (!names.Exists(x => x.SequenceEqual(name)))
                names.Add(name);
        }

        if (keys.Length > 1)
            Unify(names);
        return names;
    }

    // 80 and 80/TCP are the same port.
    private static void Unify(List<string[]> names)
    {
        for (var i = 0; i < names.Count; i++)
        {
            for (var j = 0; j < names.Count; j++)
            {
                var (a, b) = (names[i], names[j]);
                var pairs = a.Zip(b).ToList();
                if (pairs.TrueForAll(x => x.First == x.Second || x.First.Length == 0 || x.Second.Length == 0) && pairs.Exists(x => x.First == x.Second))
                    names[i] = names[j] = [.. pairs.Select(x => x.First.Length > 0 ? x.First : x.Second)];
            }
        }
    }

    private int[] Used(List<string[]> names) => [.. Enumerable.Range(0, keys.Length).Where(x => names.Exists(y => y[x].Length > 0))];

    private static JsonNode? Find(JsonArray list, string[] keys, string[] values) => list.FirstOrDefault(x => keys is [""] ? Text(x) == values[0] : x is JsonObject map && Matches(map, keys, values));

    // An empty value stands for any.
    private static bool Matches(JsonObject item, string[] keys, string[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!item.TryGetPropertyValue(keys[i], out var value) || values[i].Length > 0 && Text(value) != values[i])
                return false;
        }

        return true;
    }

    private static List<JsonNode?> SetOwn(List<JsonNode?> list, string[] keys, JsonNode? item)
    {
        if (keys is [""])
            return Set(list, keys, [Text(item)], item);

        var map = item as JsonObject;
        var values = new List<string>();
        foreach (var key in keys)
        {
            if (map?[key] is { } value)
                values.Add(Text(value));
            else
                list.Add(item);
        }

        if (keys.Length > 1)
            list = Set(list, keys, [.. values], null);
        return Set(list, keys, [.. values], item);
    }

    // Puts the item where those with its keys are, or at the end; null takes them out.
    private static List<JsonNode?> Set(List<JsonNode?> list, string[] keys, string[] values, JsonNode? item)
    {
        var result = new List<JsonNode?>(list.Count + 1);
        var found = false;
        foreach (var old in list)
        {
            if (old is null or JsonObject { Count: 0 })
                continue;
            if (keys is [""] ? Text(old) != values[0] : old is not JsonObject map || !Matches(map, keys, values))
            {
                result.Add(old);
                continue;
            }

            if (item is not null && !found)
                result.Add(item);
            found = true;
        }

        if (!found && item is not null)
            result.Add(item);
        return result;
    }

    private static string Text(JsonNode? node) => node switch
    {
        null => "",
        JsonValue value when value.TryGetValue(out string? text) => text,
        _ => node.ToJsonString(),
    };
}
