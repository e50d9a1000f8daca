using System.Globalization;
using System.Text.Json.Nodes;

namespace Pipeline.Embedded.Kubernetes.Ownership;

/// <summary>Who owns which fields of an object: <c>metadata.managedFields</c>.</summary>
internal sealed class ManagedFields
{
    private readonly Dictionary<OwnerKey, OwnerEntry> _entries = [];

    /// <summary>The owners.</summary>
    public IReadOnlyCollection<OwnerKey> Owners => _entries.Keys;

    /// <summary>Whether nobody owns anything.</summary>
    public bool IsEmpty => _entries.Count == 0;

    /// <summary>What a manager owns; null for one that owns nothing. Giving an entry without fields takes it off.</summary>
    public OwnerEntry? this[OwnerKey owner]
    {
        get => _entries.GetValueOrDefault(owner);
        set
        {
            if (value is null or { Fields.IsEmpty: true })
                _entries.Remove(owner);
            else
                _entries[owner] = value;
        }
    }

    /// <summary>Reads an object's entries. Null where there is one that can't be read, as Kubernetes then starts anew.</summary>
    public static ManagedFields? Read(JsonObject? value)
    {
        var managed = new ManagedFields();
        foreach (var node in (value?["metadata"] as JsonObject)?["managedFields"] as JsonArray ?? [])
        {
            if (node is not JsonObject entry || Text(entry, "operation") is not (OwnerKey.Apply or OwnerKey.Update) || FieldsV1.Read(entry["fieldsV1"] ?? new JsonObject()) is not { } fields)
                return null;
            var version = Text(entry, "apiVersion") ?? "";
            managed[OwnerKey.Of(Text(entry, "manager") ?? "", Text(entry, "operation")!, Text(entry, "subresource"), version)] = new(version, fields, Text(entry, "time"));
        }
        return managed;
    }

    /// <summary>Whether an object's entries are there to be cleared: a list with one empty entry.</summary>
    public static bool IsReset(JsonObject? value) =>
        (value?["metadata"] as JsonObject)?["managedFields"] is JsonArray { Count: < 2 } entries && entries.All(entry => entry is JsonObject { Count: 0 });

    /// <summary>A moment as entries have it: to the second, in UTC.</summary>
    public static string Timestamp(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Writes the entries into an object, appliers first, then by time, manager, version and subresource.</summary>
    public void WriteTo(JsonObject value)
    {
        if (value["metadata"] is not JsonObject metadata)
            value["metadata"] = metadata = [];
        metadata.Remove("managedFields");
        if (_entries.Count == 0)
            return;
        metadata["managedFields"] = new JsonArray([.. _entries
            .OrderBy(entry => entry.Key.Operation, StringComparer.Ordinal)
            .ThenBy(entry => entry.Value.Time, StringComparer.Ordinal)
            .ThenBy(entry => entry.Key.Manager, StringComparer.Ordinal)
            .ThenBy(entry => entry.Value.Version, StringComparer.Ordinal)
            .ThenBy(entry => entry.Key.Subresource, StringComparer.Ordinal)
            .Select(entry => Write(entry.Key, entry.Value))]);
    }

    private static JsonObject Write(OwnerKey owner, OwnerEntry entry)
    {
        var written = new JsonObject { ["manager"] = owner.Manager, ["operation"] = owner.Operation, ["apiVersion"] = entry.Version };
        if (entry.Time is not null)
            written["time"] = entry.Time;
        written["fieldsType"] = "FieldsV1";
        written["fieldsV1"] = FieldsV1.Write(entry.Fields);
        if (owner.Subresource.Length > 0)
            written["subresource"] = owner.Subresource;
        return written;
    }

    private static string? Text(JsonObject entry, string name) => entry[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
