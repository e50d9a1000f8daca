using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Validating;

/// <summary>Schemas of which all, any, one or none must fit a value.</summary>
internal static class CustomCombinations
{
    // kube-openapi gives no field for these.
    private const string NoField = "<nil>";

    /// <summary>Checks a value against a schema's combinations.</summary>
    public static void Check(FieldErrors errors, JsonNode value, JsonObject schema, string path, Func<JsonNode, JsonObject, string, bool> fits)
    {
        if (schema.Items("allOf").Any() && !schema.Objects("allOf").All(each => fits(value, each, path)))
            errors.Invalid(NoField, "", $"\"{path}\" must validate all the schemas (allOf)");
        if (schema.Items("anyOf").Any() && !schema.Objects("anyOf").Any(each => fits(value, each, path)))
            errors.Invalid(NoField, "", $"\"{path}\" must validate at least one schema (anyOf)");
        if (schema.Items("oneOf").Any() && schema.Objects("oneOf").Count(each => fits(value, each, path)) is var count and not 1)
            errors.Invalid(NoField, "", $"\"{path}\" must validate one and only one schema (oneOf). {(count == 0 ? "Found none valid" : $"Found {count} valid alternatives")}");
        if (schema.Fields("not") is { } forbidden && fits(value, forbidden, path))
            errors.Invalid(NoField, "", $"\"{path}\" must not validate the schema (not)");
    }
}
