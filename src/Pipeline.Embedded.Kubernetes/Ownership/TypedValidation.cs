using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Ownership;

/// <summary>Whether an applied configuration has the shape of its kind, in structured-merge-diff's words.</summary>
internal static class TypedValidation
{
    /// <summary>What is wrong, as one text (<c>.spec.replicaz: field not declared in schema</c>); null where nothing is.</summary>
    public static string? Check(JsonObject value, TypeSchema schema)
    {
        var mistakes = new List<string>();
        Visit(value, schema, "", mistakes);
        return mistakes switch
        {
            [] => null,
            [var only] => only,
            _ => $"errors:\n{string.Join('\n', mistakes.Select(mistake => $"  {mistake}"))}",
        };
    }

    private static void Visit(JsonNode? value, TypeSchema type, string path, List<string> mistakes)
    {
        if (value is null)
            return;
        switch (type.Shape)
        {
            case ValueShape.Any:
                break;
            case ValueShape.Object when value is JsonObject fields:
                VisitFields(fields, type, path, mistakes);
                break;
            case ValueShape.Object:
                mistakes.Add($"{path}: expected map, got &{{{Show(value)}}}");
                break;
            case ValueShape.List when value is JsonArray items:
                VisitItems(items, type, path, mistakes);
                break;
            case ValueShape.List:
                mistakes.Add($"{path}: expected list, got &{{{Show(value)}}}");
                break;
            default:
                if (Mistake(value, type.Shape) is { } mistake)
                    mistakes.Add($"{path}: {mistake}");
                break;
        }
    }

    private static void VisitFields(JsonObject fields, TypeSchema type, string path, List<string> mistakes)
    {
        foreach (var (name, value) in fields)
        {
            if (type.Child(name) is { } child)
                Visit(value, child, $"{path}.{name}", mistakes);
            else
                mistakes.Add($"{path}.{name}: field not declared in schema");
        }
    }

    private static void VisitItems(JsonArray items, TypeSchema type, string path, List<string> mistakes)
    {
        var element = type.Element ?? TypeSchema.Unknown;
        var seen = new HashSet<PathElement>();
        for (var i = 0; i < items.Count; i++)
        {
            if (type.IsAtomic)
            {
                Visit(items[i], element, $"{path}[{i}]", mistakes);
            }
            else if (ListItems.ElementOf(type, items[i], out var mistake) is not { } step)
            {
                mistakes.Add($"{path}: element {i}: {mistake}");
            }
            else if (!seen.Add(step))
            {
                mistakes.Add($"{path}: duplicate entries for key {step}");
            }
            else
            {
                Visit(items[i], element, $"{path}{step}", mistakes);
            }
        }
    }

    private static string? Mistake(JsonNode value, ValueShape shape)
    {
        var kind = value.GetValueKind();
        return shape switch
        {
            ValueShape.Int32 or ValueShape.Int64 or ValueShape.Number => kind == JsonValueKind.Number ? null : $"expected numeric (int or float), got {GoType(kind)}",
            ValueShape.Boolean => kind is JsonValueKind.True or JsonValueKind.False ? null : $"expected boolean, got &{{{Show(value)}}}",
            ValueShape.IntOrString or ValueShape.Quantity => kind is JsonValueKind.Object or JsonValueKind.Array ? $"expected any scalar, got &{{{Show(value)}}}" : null,
            _ => kind == JsonValueKind.String ? null : $"expected string, got &value.valueUnstructured{{Value:{GoValue(value)}}}",
        };
    }

    private static string GoType(JsonValueKind kind) => kind switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.Array => "[]interface {}",
        JsonValueKind.Object => "map[string]interface {}",
        _ => "bool",
    };

    /// <summary>A value as Go's <c>%v</c> shows it.</summary>
    private static string Show(JsonNode? value) => value switch
    {
        null => "<nil>",
        JsonObject fields => $"map[{string.Join(' ', fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}:{Show(field.Value)}"))}]",
        JsonArray items => $"[{string.Join(' ', items.Select(Show))}]",
        _ when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        _ => value.ToJsonString(),
    };

    /// <summary>A value as Go's <c>%#v</c> shows it.</summary>
    private static string GoValue(JsonNode? value) => value switch
    {
        null => "interface {}(nil)",
        JsonObject fields => $"map[string]interface {{}}{{{string.Join(", ", fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"\"{field.Key}\":{GoValue(field.Value)}"))}}}",
        JsonArray items => $"[]interface {{}}{{{string.Join(", ", items.Select(GoValue))}}}",
        _ => value.ToJsonString(),
    };
}
