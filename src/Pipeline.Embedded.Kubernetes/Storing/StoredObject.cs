using System.Text.Json.Nodes;

namespace Pipeline.Embedded.Kubernetes.Storing;

/// <summary>One version of an object. It never changes, so that any number of readers share it; who wants another version clones <see cref="Value"/>.</summary>
internal sealed class StoredObject(string? namespaceName, string name, long version, JsonObject value, ReadOnlyMemory<byte> body)
{
    private IReadOnlyDictionary<string, string>? _labels;

    public string? NamespaceName { get; } = namespaceName;

    public string Name { get; } = name;

    /// <summary>The store's version that this one was written as: <c>metadata.resourceVersion</c>.</summary>
    public long Version { get; } = version;

    /// <summary>The whole object. Read only.</summary>
    public JsonObject Value { get; } = value;

    /// <summary>The object as UTF-8 JSON without the outer braces, <c>kind</c> and <c>apiVersion</c>: written once, sent as often as it is read.</summary>
    public ReadOnlyMemory<byte> Body { get; } = body;

    public string Uid => (string?)Metadata["uid"] ?? "";

    public JsonObject Metadata => (JsonObject)Value["metadata"]!;

    public bool IsBeingDeleted => Metadata["deletionTimestamp"] is not null;

    public IReadOnlyDictionary<string, string> Labels => _labels ??= LabelsOf(Metadata);

    private static Dictionary<string, string> LabelsOf(JsonObject metadata)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        if (metadata["labels"] is JsonObject values)
        {
            foreach (var (key, value) in values)
                labels[key] = value is JsonValue text && text.TryGetValue<string>(out var found) ? found : "";
        }

        return labels;
    }
}
