using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pipeline.Embedded.Kubernetes.Ownership;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Validating;

/// <summary>A custom resource against its definition's structural schema, in the words of kube-openapi. CEL rules (<c>x-kubernetes-validations</c>) are not evaluated.</summary>
internal static class CustomRules
{
    /// <summary>The whole object but its metadata.</summary>
    public static void Check(FieldErrors errors, JsonObject value, TypeSchema schema)
    {
        var openApi = schema.OpenApi!;
        Visit(errors, value, openApi, "");
        UniqueItems(errors, value, schema, "");
    }

    private static void Visit(FieldErrors errors, JsonNode? value, JsonObject schema, string path)
    {
        if (value is null)
        {
            if (schema.Flag("nullable") != true && schema.Text("type") is { } expected)
                errors.WrongType(path, "null", $"{path} in body must be of type {expected}: \"null\"");
            return;
        }
        if (!HasType(value, schema))
        {
            var wanted = schema.Flag("x-kubernetes-int-or-string") == true ? "integer,string" : schema.Text("type");
            errors.WrongType(path, OpenApiTypes.NameOf(value), $"{path} in body must be of type {wanted}: \"{OpenApiTypes.NameOf(value)}\"");
            return;
        }
        if (schema.Items("enum").Any() && !schema.Items("enum").Any(each => JsonNode.DeepEquals(each, value)))
            errors.NotSupported(path, value, schema.Items("enum").Select(each => each.AsText() ?? each?.ToJsonString() ?? "null"));
        switch (value)
        {
            case JsonObject fields:
                Object(errors, fields, schema, path);
                break;
            case JsonArray items:
                List(errors, items, schema, path);
                break;
            default:
                if (value.GetValueKind() == JsonValueKind.Number)
                    Number(errors, value, schema, path);
                else if (value.AsText() is { } text)
                    Text(errors, text, schema, path);
                break;
        }
        CustomCombinations.Check(errors, value, schema, path, static (value, schema, path) =>
        {
            var inner = new FieldErrors();
            Visit(inner, value, schema, path);
            return inner.Causes.Count == 0;
        });
    }

    private static bool HasType(JsonNode value, JsonObject schema) =>
        schema.Flag("x-kubernetes-int-or-string") == true
            ? value.AsText() is not null || value.AsWhole() is not null
            : schema.Text("type") is not { } type || OpenApiTypes.Is(value, type);

    private static void Object(FieldErrors errors, JsonObject fields, JsonObject schema, string path)
    {
        foreach (var name in schema.Items("required").Select(each => each.AsText() ?? ""))
        {
            if (!fields.ContainsKey(name))
                errors.Required(Below(path, name));
        }
        if (schema.Whole("minProperties") is { } least && fields.Count < least)
            errors.Invalid(path, fields.Count, $"{path} in body should have at least {least} properties");
        if (schema.Whole("maxProperties") is { } most && fields.Count > most)
            errors.TooMany(path, fields.Count, (int)most);
        var properties = schema.Fields("properties");
        foreach (var (name, child) in fields)
        {
            if (path.Length == 0 && name is ("metadata" or "apiVersion" or "kind"))
                continue;
            if ((properties.Fields(name) ?? schema.Fields("additionalProperties")) is { } declared)
                Visit(errors, child, declared, Below(path, name));
        }
    }

    private static void List(FieldErrors errors, JsonArray items, JsonObject schema, string path)
    {
        if (schema.Whole("minItems") is { } least && items.Count < least)
            errors.Invalid(path, items.Count, $"{path} in body should have at least {least} items");
        if (schema.Whole("maxItems") is { } most && items.Count > most)
            errors.TooMany(path, items.Count, (int)most);
        if (schema.Flag("uniqueItems") == true && items.Select(item => item?.ToJsonString()).Distinct().Count() < items.Count)
            errors.Invalid(path, "", $"{path} in body shouldn't contain duplicates");
        if (schema.Fields("items") is not { } element)
            return;
        for (var i = 0; i < items.Count; i++)
            Visit(errors, items[i], element, $"{path}[{i}]");
    }

    private static void Number(FieldErrors errors, JsonNode value, JsonObject schema, string path)
    {
        var number = Real(value)!.Value;
        if (Real(schema["maximum"]) is { } most && (schema.Flag("exclusiveMaximum") == true ? number >= most : number > most))
            errors.Invalid(path, value, $"{path} in body should be less than {(schema.Flag("exclusiveMaximum") == true ? "" : "or equal to ")}{Show(most)}");
        if (Real(schema["minimum"]) is { } least && (schema.Flag("exclusiveMinimum") == true ? number <= least : number < least))
            errors.Invalid(path, value, $"{path} in body should be greater than {(schema.Flag("exclusiveMinimum") == true ? "" : "or equal to ")}{Show(least)}");
        if (Real(schema["multipleOf"]) is { } factor && factor > 0 && number % factor != 0)
            errors.Invalid(path, value, $"{path} in body should be a multiple of {Show(factor)}");
        if (schema.Text("format") == "int32" && number is (< int.MinValue or > int.MaxValue))
            errors.Invalid(path, value, $"{path} in body must be of type int32: \"{value.ToJsonString()}\"");
    }

    private static void Text(FieldErrors errors, string text, JsonObject schema, string path)
    {
        var length = new StringInfo(text).LengthInTextElements;
        if (schema.Whole("maxLength") is { } most && length > most)
            errors.TooLong(path, (int)most);
        if (schema.Whole("minLength") is { } least && length < least)
            errors.Invalid(path, text, $"{path} in body should be at least {least} chars long");
        if (schema.Text("pattern") is { } pattern && !Regex.IsMatch(text, pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant))
            errors.Invalid(path, text, $"{path} in body should match '{pattern}'");
        if (schema.Text("format") is { } format && !OpenApiTypes.HasFormat(text, format))
            errors.Invalid(path, text, $"{path} in body must be of type {format}: {JsonSerializer.Serialize(text, JsonBody.Plain)}");
    }

    /// <summary>Items of lists that are sets or maps are there once.</summary>
    private static void UniqueItems(FieldErrors errors, JsonNode? value, TypeSchema type, string path)
    {
        switch (value)
        {
            case JsonObject fields when type.OpenApi is not null && type.Shape == ValueShape.Object:
                foreach (var (name, child) in fields)
                {
                    if (type.Child(name) is { } declared)
                        UniqueItems(errors, child, declared, Below(path, name));
                }
                break;
            case JsonArray items when type.Element is { } element:
                var seen = new HashSet<PathElement>();
                for (var i = 0; i < items.Count; i++)
                {
                    if ((type.IsSet || type.Keys.Count > 0) && ListItems.ElementOf(type, items[i], out _) is { } step && !seen.Add(step))
                        errors.Duplicate($"{path}[{i}]", type.IsSet ? items[i] : new JsonObject([.. type.Keys.Select(key => KeyValuePair.Create(key, items[i]![key]?.DeepClone()))]));
                    UniqueItems(errors, items[i], element, $"{path}[{i}]");
                }
                break;
        }
    }

    private static string Below(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static double? Real(JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.Number ? double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture) : null;

    private static string Show(double number) => number.ToString(CultureInfo.InvariantCulture);
}
