using System.Text.Json.Nodes;

namespace Pipeline.Embedded.Kubernetes.Listing;

/// <summary>A column of a table. <paramref name="Type"/>: <c>string</c>, <c>integer</c>, <c>number</c>, <c>boolean</c> or <c>date</c>. <paramref name="Cell"/>: the object's value of it.</summary>
internal sealed record TableColumn(string Name, string Type, Func<JsonObject, JsonNode?> Cell)
{
    /// <summary>0 is always shown, 1 with <c>-o wide</c>.</summary>
    public int Priority { get; init; }

    public string Description { get; init; } = "";
}
