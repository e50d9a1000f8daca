using System.Text.Json;
using Pipeline.Engine.Planning;

namespace Pipeline.Engine.Reporting.Plans;

/// <summary>The plan for programs (<c>--plan json</c>).</summary>
public static class PlanJson
{
    /// <summary>Version of the layout. It grows when a reader of the old one would be wrong.</summary>
    public const int SchemaVersion = 1;

    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n" };

    /// <summary>Writes the plan as one JSON object, UTF-8.</summary>
    public static void Write(Stream output, Plan plan)
    {
        using var json = new Utf8JsonWriter(output, Indented);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", SchemaVersion);
        WriteNames(json, "requested", plan.Requested);
        json.WriteStartArray("targets");
        var stages = PlanStages.Of(plan);
        var stageOf = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < stages.Count; i++)
        {
            foreach (var target in stages[i])
                stageOf[target.Name] = i + 1;
        }

        foreach (var target in plan.Targets)
        {
            json.WriteStartObject();
            json.WriteString("name", target.Name);
            if (target.Definition.Description is { } description)
                json.WriteString("description", description);
            json.WriteNumber("stage", stageOf[target.Name]);
            json.WriteString("cause", target.Cause);
            WriteNames(json, "needs", target.Needs);
            WriteNames(json, "waitsFor", target.WaitsFor);
            if (target.SkipReason is not null)
                json.WriteString("skipReason", target.SkipReason);
            json.WriteBoolean("cacheable", target.Definition.Cache is not null);
            WriteNames(json, "produces", target.Definition.Produces);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("edges");
        foreach (var edge in PlanEdge.Of(plan))
        {
            json.WriteStartObject();
            json.WriteString("from", edge.From);
            json.WriteString("to", edge.To);
            json.WriteString("kind", edge.Kind switch { PlanEdgeKind.Dependency => "dependency", PlanEdgeKind.Order => "order", _ => "trigger" });
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteNames(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
