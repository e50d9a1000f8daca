using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Rendering.Reading;
using Pipeline.Kubernetes.Validating.Values;

namespace Pipeline.Kubernetes.Validating.Schemas;

/// <summary>Holds an object against its kind's schema: all that is wrong with it, not only the first.</summary>
internal sealed class SchemaCheck
{
    private readonly ManifestObject item;
    private readonly List<Hit> hits = [];

    private SchemaCheck(ManifestObject item) => this.item = item;

    public static IReadOnlyList<Hit> Check(ManifestObject item, TypeSchema schema)
    {
        var check = new SchemaCheck(item);
        check.Object(item.Body, schema);
        return check.hits;
    }

    private void Object(JsonObject map, TypeSchema schema)
    {
        foreach (var (name, value) in map)
        {
            if (!schema.Fields.TryGetValue(name, out var field))
                Add(ValidityRules.UnknownField, map, name, $"there is no such field.{(NearMiss.Of(name, schema.Fields.Keys) is { } near ? $" Did you mean '{near}'?" : "")}");
            else if (value is not null && !IsStatus(map, name))
                Value(value, field.Type, field.Rule);
        }

        foreach (var name in schema.Required)
        {
            if (IsMissing(map[name], name))
                Add(ValidityRules.MissingField, map, name, "is required.");
        }
    }

    // The server's own: what a manifest says there is ignored.
    private bool IsStatus(JsonObject map, string name) => name == "status" && ReferenceEquals(map, item.Body);

    // An empty text or list is no value where one is asked for; but a value may be empty.
    private static bool IsMissing(JsonNode? value, string name) => value is null or JsonArray { Count: 0 } || name != "value" && value.AsText() is "";

    private void Value(JsonNode value, TypeSchema schema, ValueRule? rule)
    {
        switch (schema.Kind)
        {
            case SchemaKind.Any:
                break;
            case SchemaKind.Object:
                if (value is JsonObject map)
                    Object(map, schema);
                else
                    WrongType(value, "a mapping");
                break;
            case SchemaKind.Map:
                if (value is JsonObject entries)
                    Entries(entries, schema.Items!, rule);
                else
                    WrongType(value, "a mapping");
                break;
            case SchemaKind.List:
                if (value is JsonArray list)
                    Items(list, schema.Items!, rule);
                else
                    WrongType(value, "a list");
                break;
            default:
                Scalar(value, schema.Kind, rule);
                break;
        }
    }

    private void Entries(JsonObject map, TypeSchema items, ValueRule? rule)
    {
        foreach (var (name, value) in map)
        {
            if (value is not null)
                Value(value, items, rule);
            else if (items.Kind != SchemaKind.Any)
                Add(ValidityRules.WrongType, map, name, $"is null, and must be {Described(items.Kind)}.");
        }
    }

    private void Items(JsonArray list, TypeSchema items, ValueRule? rule)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i] is { } value)
                Value(value, items, rule);
            else
                hits.Add(new Hit(ValidityRules.WrongType, item, $"{list.FieldPath(item.Body)}[{i}]", $"is null, and must be {Described(items.Kind)}."));
        }
    }

    private void Scalar(JsonNode value, SchemaKind kind, ValueRule? rule)
    {
        if (!IsOfKind(value, kind))
            WrongType(value, Described(kind));
        else if ((Form(value, kind) ?? rule?.Invoke(value)) is { } complaint)
            hits.Add(Hit.At(ValidityRules.BadValue, item, value, $"{value.Shown()} {complaint}."));
    }

    private static bool IsOfKind(JsonNode value, SchemaKind kind) => (kind, value.GetValueKind()) switch
    {
        (SchemaKind.Text or SchemaKind.Time or SchemaKind.Bytes, JsonValueKind.String) => true,
        (SchemaKind.Truth, JsonValueKind.True or JsonValueKind.False) => true,
        (SchemaKind.Int32 or SchemaKind.Int64, JsonValueKind.Number) => value.AsWhole() is not null,
        (SchemaKind.Number, JsonValueKind.Number) => true,
        (SchemaKind.Quantity, JsonValueKind.Number or JsonValueKind.String) => true,
        (SchemaKind.IntOrString, JsonValueKind.Number) => value.AsWhole() is not null,
        (SchemaKind.IntOrString, JsonValueKind.String) => true,
        _ => false,
    };

    private static string? Form(JsonNode value, SchemaKind kind) => kind switch
    {
        SchemaKind.Int32 or SchemaKind.IntOrString when value.AsWhole() is < int.MinValue or > int.MaxValue => "is out of range: at most 2147483647",
        SchemaKind.Quantity => Quantity.Of(value) switch { null => "is no quantity, as 500m, 1.5 or 64Mi", < 0 => "must not be negative", _ => null },
        SchemaKind.Time when !DateTimeOffset.TryParse(value.AsText(), CultureInfo.InvariantCulture, DateTimeStyles.None, out _) => "is no time, as 2026-11-23T05:00:00Z",
        SchemaKind.Bytes when !IsBase64(value.AsText()!) => "is no base64; a text that isn't encoded belongs into stringData",
        _ => null,
    };

    private static bool IsBase64(string text) => System.Buffers.Text.Base64.IsValid(text);

    private void WrongType(JsonNode value, string expected) => hits.Add(Hit.At(ValidityRules.WrongType, item, value,
        $"is {(value is JsonValue ? value.AsText() is null ? $"{value.Shown()} ({Described(value.GetValueKind())})" : value.Shown() + " (a text)" : value.Shown())}, and must be {expected}.{(expected == "a text" && value is JsonValue ? " Put it in quotes." : "")}"));

    private void Add(Rule rule, JsonNode map, string field, string message) => hits.Add(Hit.At(rule, item, map, field, message));

    private static string Described(JsonValueKind kind) => kind == JsonValueKind.Number ? "a number" : "a truth value";

    private static string Described(SchemaKind kind) => kind switch
    {
        SchemaKind.Text => "a text",
        SchemaKind.Truth => "true or false",
        SchemaKind.Int32 or SchemaKind.Int64 => "a whole number",
        SchemaKind.Number => "a number",
        SchemaKind.Time => "a time",
        SchemaKind.Bytes => "a base64 text",
        SchemaKind.Quantity => "a quantity",
        SchemaKind.IntOrString => "a whole number or a text",
        SchemaKind.List => "a list",
        _ => "a mapping",
    };
}
