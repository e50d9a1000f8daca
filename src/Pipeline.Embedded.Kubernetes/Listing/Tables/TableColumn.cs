using System.Text.Json.Nodes;

namespace Pipeline.Embedded.Kubernetes.Listing.Tables;

/// <summary>A column of a table.</summary>
/// <param name="Name">Its head.</param>
/// <param name="Type"><c>string</c>, <c>integer</c>, <c>number</c>, <c>boolean</c> or <c>date</c>.</param>
/// <param name="Cell">An object's value of it, at a time.</param>
internal sealed record TableColumn(string Name, string Type, Func<JsonObject, DateTimeOffset, JsonNode?> Cell)
{
    /// <summary>0 is always shown, 1 with <c>-o wide</c>.</summary>
    public int Priority { get; init; }

    public string Description { get; init; } = "";

    public static TableColumn Text(string name, Func<JsonObject, string?> cell, int priority = 0) => new(name, "string", (x, _) => cell(x) ?? "") { Priority = priority };

    public static TableColumn Number(string name, Func<JsonObject, long> cell) => new(name, "integer", (x, _) => cell(x));
}
