using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Rendering.Reading;

namespace Pipeline.Kubernetes.Validating.Schemas;

/// <summary>
/// Holds a custom resource against its definition's OpenAPI schema, as the API server does with strict field validation.
/// Rules in CEL (x-kubernetes-validations) are the API server's alone.
/// </summary>
internal sealed class OpenApiCheck
{
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromMilliseconds(200);

    private readonly ManifestObject item;
    private readonly List<Hit> hits = [];

    private OpenApiCheck(ManifestObject item) => this.item = item;

    public static IReadOnlyList<Hit> Check(ManifestObject item, JsonObject schema)
    {
        var check = new OpenApiCheck(item);
        // The server's own fields are the same for each kind, and its schema needn't name them.
        check.Object(item.Body, schema, ["apiVersion", "kind", "metadata"]);
        return check.hits;
    }

    private void Value(JsonNode value, JsonObject schema)
    {
        if (schema.Truth("x-kubernetes-int-or-string") == true)
        {
            if (value.GetValueKind() is not JsonValueKind.String && value.AsWhole() is null)
                WrongType(value, "a whole number or a text");
        }
        else if (schema.Text("type") is { } type && !IsOfType(value, type))
        {
            WrongType(value, type is "integer" ? "a whole number" : type is "string" ? "a text" : type is "object" ? "a mapping" : type is "array" ? "a list" : type is "boolean" ? "true or false" : "a number");
            return;
        }

        if (schema.List("enum").Any() && !schema.List("enum").Any(x => JsonNode.DeepEquals(x, value)))
            Bad(value, $"must be one of {string.Join(", ", schema.List("enum").Select(x => x.Shown()))}");
        switch (value)
        {
            case JsonObject map:
                Object(map, schema, schema.Truth("x-kubernetes-embedded-resource") == true ? ["apiVersion", "kind", "metadata"] : []);
                break;
            case JsonArray list:
                List(list, schema);
                break;
            default:
                Scalar(value, schema);
                break;
        }

        Combinations(value, schema);
    }

    private void Object(JsonObject map, JsonObject schema, string[] always)
    {
        var properties = schema.Map("properties");
        var others = schema.At("additionalProperties");
        foreach (var (name, value) in map)
        {
            if (properties.Map(name) is { } property)
            {
                if (value is not null)
                    Value(value, property);
                else if (property.Truth("nullable") != true && property.Has("type") && !property.Has("default"))
                    hits.Add(Hit.At(ValidityRules.WrongType, item, map, name, "is null, and the schema doesn't allow that."));
            }
            else if (others is JsonObject other)
            {
                if (value is not null)
                    Value(value, other);
            }
            else if (!always.Contains(name) && schema.Truth("x-kubernetes-preserve-unknown-fields") != true && schema.Truth("additionalProperties") != true && (properties is not null || schema.Text("type") == "object"))
            {
                hits.Add(Hit.At(ValidityRules.UnknownField, item, map, name, $"there is no such field.{(NearMiss.Of(name, [.. properties?.Select(x => x.Key) ?? []]) is { } near ? $" Did you mean '{near}'?" : "")}"));
            }
        }

        foreach (var name in schema.List("required").Select(x => x.AsText()).OfType<string>().Where(x => !map.ContainsKey(x)))
            hits.Add(Hit.At(ValidityRules.MissingField, item, map, name, "is required."));
        Count(map, map.Count, schema, "Properties", "entries");
    }

    private void List(JsonArray list, JsonObject schema)
    {
        Count(list, list.Count, schema, "Items", "items");
        if (schema.Map("items") is { } items)
        {
            foreach (var value in list.OfType<JsonNode>())
                Value(value, items);
        }

        var keys = schema.List("x-kubernetes-list-map-keys").Select(x => x.AsText()).OfType<string>().ToList();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var value in schema.Text("x-kubernetes-list-type") switch { "map" => list.OfType<JsonObject>(), "set" => list.OfType<JsonNode>(), _ => [] })
        {
            if (!seen.Add(keys.Count == 0 ? value.ToJsonString() : string.Join('\n', keys.Select(x => value.At(x)?.ToJsonString()))))
                hits.Add(Hit.At(ValidityRules.Duplicate, item, value, $"is there twice{(keys.Count == 0 ? "" : $" (by {string.Join(", ", keys)})")}."));
        }
    }

    private void Scalar(JsonNode value, JsonObject schema)
    {
        if (value.AsText() is { } text)
        {
            Count(value, text.Length, schema, "Length", "characters");
            if (schema.Text("pattern") is { } pattern && !IsMatch(text, pattern))
                Bad(value, $"doesn't match {pattern}");
        }
        else if (value.GetValueKind() == JsonValueKind.Number && (double?)Number(value) is { } number)
        {
            if (Number(schema["minimum"]) is { } least && (number < least || number == least && schema.Truth("exclusiveMinimum") == true))
                Bad(value, $"must be {(schema.Truth("exclusiveMinimum") == true ? "above" : "at least")} {schema["minimum"]!.ToJsonString()}");
            if (Number(schema["maximum"]) is { } most && (number > most || number == most && schema.Truth("exclusiveMaximum") == true))
                Bad(value, $"must be {(schema.Truth("exclusiveMaximum") == true ? "below" : "at most")} {schema["maximum"]!.ToJsonString()}");
            if (Number(schema["multipleOf"]) is > 0 and var step && Math.Abs(number / step - Math.Round(number / step)) > 1e-9)
                Bad(value, $"must be a multiple of {schema["multipleOf"]!.ToJsonString()}");
        }
    }

    private void Combinations(JsonNode value, JsonObject schema)
    {
        foreach (var all in schema.Maps("allOf"))
            hits.AddRange(Trial(value, all));
        if (schema.Maps("anyOf").Any() && !schema.Maps("anyOf").Any(x => Trial(value, x).Count == 0))
            Bad(value, "fits none of the schema's anyOf");
        if (schema.Maps("oneOf").Any() && schema.Maps("oneOf").Count(x => Trial(value, x).Count == 0) is not 1 and var fits)
            Bad(value, $"fits {(fits == 0 ? "none" : "more than one")} of the schema's oneOf");
        if (schema.Map("not") is { } not && Trial(value, not).Count == 0)
            Bad(value, "is what the schema excludes (not)");
    }

    // Within a combination a schema says what must hold of the fields it names; others are the business of the schema around it.
    private List<Hit> Trial(JsonNode value, JsonObject schema)
    {
        var check = new OpenApiCheck(item);
        check.Value(value, schema);
        check.hits.RemoveAll(x => x.Rule == ValidityRules.UnknownField);
        return check.hits;
    }

    private void Count(JsonNode value, int count, JsonObject schema, string what, string unit)
    {
        if (schema.Whole("min" + what) is { } least && count < least)
            Bad(value, $"has {count} {unit}, and must have at least {least}");
        if (schema.Whole("max" + what) is { } most && count > most)
            Bad(value, $"has {count} {unit}, and may have at most {most}");
    }

    private static bool IsOfType(JsonNode value, string type) => (type, value.GetValueKind()) switch
    {
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) or ("boolean", JsonValueKind.True or JsonValueKind.False) or ("number", JsonValueKind.Number) => true,
        ("integer", JsonValueKind.Number) => value.AsWhole() is not null,
        ("object" or "array" or "string" or "boolean" or "number" or "integer", _) => false,
        _ => true,
    };

    private static bool IsMatch(string text, string pattern)
    {
        try
        {
            return Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant, PatternTimeout);
        }
        catch (Exception error) when (error is RegexParseException or RegexMatchTimeoutException)
        {
            // Go's expressions differ in rare places; what can't be read here is left to the API server.
            return true;
        }
    }

    private static double? Number(JsonNode? value) =>
        value is JsonValue && value.GetValueKind() == JsonValueKind.Number && double.TryParse(value.ToJsonString(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    private void Bad(JsonNode value, string complaint) => hits.Add(Hit.At(ValidityRules.BadValue, item, value, $"{value.Shown()} {complaint}."));

    private void WrongType(JsonNode value, string expected) => hits.Add(Hit.At(ValidityRules.WrongType, item, value, $"is {value.Shown()}, and must be {expected}."));
}
