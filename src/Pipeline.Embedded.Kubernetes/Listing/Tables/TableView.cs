using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.CustomResources;
using Pipeline.Embedded.Kubernetes.Discovery;
using Pipeline.Embedded.Kubernetes.Storing;

namespace Pipeline.Embedded.Kubernetes.Listing.Tables;

/// <summary>Objects as a table for people: what <c>kubectl get</c> prints.</summary>
internal static class TableView
{
    /// <summary><paramref name="includeObject"/>: <c>None</c>, <c>Metadata</c> or <c>Object</c>: what each row says of its object.</summary>
    public static JsonObject Of(ResourceType type, IReadOnlyList<StoredObject> items, string includeObject, DateTimeOffset now)
    {
        var columns = TableColumns.Of(type);
        var definitions = new JsonArray();
        foreach (var column in columns)
        {
            definitions.Add((JsonNode)new JsonObject
            {
                ["name"] = column.Name,
                ["type"] = column.Type,
                ["format"] = column.Name == "Name" ? "name" : "",
                ["description"] = column.Description,
                ["priority"] = column.Priority,
            });
        }

        var rows = new JsonArray();
        foreach (var item in items)
        {
            // The columns of events are those of the core's.
            var value = type.Kind == "Event" ? item.Value : Conversion.ToServed(type, item.Value);
            var row = new JsonObject { ["cells"] = new JsonArray([.. columns.Select(x => x.Cell(value, now))]) };
            if (includeObject == "Object")
                row["object"] = value.DeepClone();
            else if (includeObject != "None")
                row["object"] = PartialMetadata.Of(item);
            rows.Add((JsonNode)row);
        }

        return new JsonObject
        {
            ["kind"] = "Table",
            ["apiVersion"] = "meta.k8s.io/v1",
            ["metadata"] = new JsonObject { ["resourceVersion"] = items.Count == 1 ? ObjectJson.Version(items[0].Version) : "" },
            ["columnDefinitions"] = definitions,
            ["rows"] = rows,
        };
    }
}
