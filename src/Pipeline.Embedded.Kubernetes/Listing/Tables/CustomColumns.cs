using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Discovery;
using Pipeline.Embedded.Kubernetes.Objects;

namespace Pipeline.Embedded.Kubernetes.Listing.Tables;

/// <summary>The columns that a CustomResourceDefinition names (<c>additionalPrinterColumns</c>).</summary>
internal static class CustomColumns
{
    public static IReadOnlyList<TableColumn> Of(ResourceType type)
    {
        if (type.CustomVersion!["additionalPrinterColumns"] is not JsonArray { Count: > 0 } columns)
            return [TableColumns.Name, TableColumns.Age];
        return [TableColumns.Name, .. columns.OfType<JsonObject>().Select(Column)];
    }

    private static TableColumn Column(JsonObject column)
    {
        var type = ObjectMetadata.Text(column, "type") ?? "string";
        var path = JsonPath.Parse(ObjectMetadata.Text(column, "jsonPath") ?? "");
        return new TableColumn(ObjectMetadata.Text(column, "name") ?? "", type, (value, now) => Cell(path.Find(value), type, now))
        {
            Priority = (int)ObjectMetadata.Number(column, "priority"),
            Description = ObjectMetadata.Text(column, "description") ?? "",
        };
    }

    private static JsonNode? Cell(IReadOnlyList<JsonNode?> found, string type, DateTimeOffset now) => (found, type) switch
    {
        ([], _) or ([null], _) => null,
        ([var one], "date") => Fields.Since(new JsonObject { ["time"] = one.DeepClone() }, "time", now),
        ([var one], "string") => one is JsonValue ? one.ToString() : one.ToJsonString(),
        ([var one], _) => one.DeepClone(),
        _ => string.Join(',', found.Select(x => x?.ToString())),
    };
}
