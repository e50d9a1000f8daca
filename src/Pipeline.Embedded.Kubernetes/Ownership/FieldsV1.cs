using System.Text.Json.Nodes;

namespace Pipeline.Embedded.Kubernetes.Ownership;

/// <summary>A set of fields as <c>fieldsV1</c> holds it: nested objects, <c>f:</c>, <c>k:</c>, <c>v:</c>, <c>i:</c>, and <c>.</c> for the place itself beside what is below it.</summary>
internal static class FieldsV1
{
    /// <summary>Writes a set in structured-merge-diff's order.</summary>
    public static JsonObject Write(FieldSet set) => Write(set, isMember: false);

    /// <summary>Reads a set; null where it isn't one.</summary>
    public static FieldSet? Read(JsonNode? fields)
    {
        if (fields is not JsonObject steps)
            return null;
        var set = new FieldSet();
        foreach (var (name, below) in steps)
        {
            if (name == ".")
                continue;
            if (PathElement.Parse(name) is not { } element || Read(below) is not { } children)
                return null;
            set.Add(element, children.IsEmpty || ((JsonObject)below!).ContainsKey("."), children);
        }
        return set;
    }

    private static JsonObject Write(FieldSet set, bool isMember)
    {
        var fields = new JsonObject();
        if (isMember && !set.IsEmpty)
            fields["."] = new JsonObject();
        foreach (var (element, isItself, children) in set.Nodes)
            fields[element.Serialized] = Write(children, isItself);
        return fields;
    }
}
