using System.Text.Json.Nodes;
using YamlDotNet.Core;

namespace Pipeline.Kubernetes.Manifests;

/// <summary>Where the keys of a document stand in its file, for messages about their values.</summary>
internal sealed class YamlPositions
{
    private readonly Dictionary<(JsonNode Parent, string Key), Mark> marks = [];

    public void Add(JsonNode parent, string key, Mark mark) => marks[(parent, key)] = mark;

    /// <summary><c>(3,1)</c>: line and column; empty where it isn't known.</summary>
    public string Of(JsonNode parent, string key) => Find(parent, key) is { } mark ? $"({mark.Line},{mark.Column})" : "";

    /// <summary>Where a mapping's first key stands.</summary>
    public string Of(JsonObject map) => map.Select(x => Of(map, x.Key)).FirstOrDefault() ?? "";

    /// <summary>Where a key stands; null where it isn't known.</summary>
    public Mark? Find(JsonNode parent, string key) => marks.TryGetValue((parent, key), out var mark) ? mark : null;

    /// <summary>Where a mapping's first key stands.</summary>
    public Mark? Find(JsonObject map) => map.Count > 0 ? Find(map, map.First().Key) : null;
}
