using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Manifests;

namespace Pipeline.Kubernetes.Rendering.Resources;

/// <summary>An object on its way through the kustomizations, with the names that it had before: others refer to it by any of them.</summary>
internal sealed class Resource(JsonObject body, string source)
{
    private readonly List<ResourceId> previousIds = [];

    // kustomize puts one value at several places of an object, and what sets it at one of them later sets it at all.
    private readonly Dictionary<(JsonObject Map, string Key), List<(JsonObject Map, string Key)>> shared = [];

    public JsonObject Body { get; private set; } = body;

    /// <summary>The file that it came from.</summary>
    public string Source { get; } = source;

    /// <summary>The ids it had, the oldest first, without the present one.</summary>
    public IReadOnlyList<ResourceId> PreviousIds => previousIds;

    /// <summary>The prefixes given to it, the innermost first.</summary>
    public List<string> Prefixes { get; } = [];

    /// <summary>The suffixes given to it, the innermost first.</summary>
    public List<string> Suffixes { get; } = [];

    /// <summary>Its name gets a suffix that stands for its content.</summary>
    public bool NeedsHash { get; set; }

    /// <summary>A patch emptied it: it leaves the set.</summary>
    public bool IsDeleted { get; set; }

    public string ApiVersion => ManifestObject.Text(Body, "apiVersion") ?? "";

    public string Kind => ManifestObject.Text(Body, "kind") ?? "";

    public string Name => ManifestObject.Text(Metadata, "name") ?? "";

    /// <summary>metadata.namespace; empty where there is none.</summary>
    public string Namespace => ManifestObject.Text(Metadata, "namespace") ?? "";

    public ResourceId Id => ResourceId.Of(ApiVersion, Kind, Name, Namespace);

    public ResourceId OriginalId => previousIds.Count > 0 ? previousIds[0] : Id;

    public JsonObject Metadata
    {
        get
        {
            if (Body["metadata"] is not JsonObject metadata)
                Body["metadata"] = metadata = [];
            return metadata;
        }
    }

    public bool HasId(Func<ResourceId, bool> matches) => matches(Id) || previousIds.Any(matches);

    /// <summary>Its present id becomes one of those it had.</summary>
    public void RememberId() => previousIds.Add(Id);

    public void SetName(string name) => Metadata["name"] = name;

    public void SetNamespace(string name)
    {
        if (name.Length == 0)
            Metadata.Remove("namespace");
        else
            Metadata["namespace"] = name;
    }

    /// <summary>Puts one value into each of the mappings.</summary>
    public void SetAll(IEnumerable<JsonObject> maps, string key, string value)
    {
        var added = new List<(JsonObject, string)>();
        foreach (var map in maps)
        {
            if (map.ContainsKey(key))
            {
                foreach (var (other, name) in shared.GetValueOrDefault((map, key), [(map, key)]))
                    other[name] = value;
            }
            else
            {
                map[key] = value;
                added.Add((map, key));
            }
        }

        if (added.Count > 1)
            added.ForEach(x => shared[x] = added);
    }

    public void SetBody(JsonObject body) => Body = body;

    /// <summary>The object was written and read again: no two places share a value.</summary>
    public void Unshare() => shared.Clear();

    /// <summary>Takes over the history of <paramref name="other"/>, whose place it takes.</summary>
    public void Inherit(Resource other)
    {
        previousIds.InsertRange(0, other.previousIds);
        Prefixes.InsertRange(0, other.Prefixes);
        Suffixes.InsertRange(0, other.Suffixes);
    }

    public override string ToString() => new ManifestObject(Body, Source).ToString();
}
