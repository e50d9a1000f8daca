using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Patching;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Defaulting;

/// <summary>Objects as kube-apiserver has them after decoding: of their kind's types, with its defaults.</summary>
internal static class Defaults
{
    /// <summary>Gives an object of a built-in kind its form and its defaults, in place; another object is left alone.
    /// A value of a wrong type is a <see cref="PatchException"/> with the code 400.</summary>
    public static void Apply(JsonObject value)
    {
        if (SchemaCatalog.Find(value.Text("apiVersion") ?? "", value.Text("kind") ?? "") is not { } schema)
            return;
        try
        {
            Apply(value, schema);
        }
        catch (FormatException mistake)
        {
            var (version, kind) = ($"{value["apiVersion"]}", $"{value["kind"]}");
            throw PatchException.BadRequest($"{kind} in version \"{version[(version.IndexOf('/', StringComparison.Ordinal) + 1)..]}\" cannot be handled as a {kind}: {mistake.Message}");
        }
    }

    /// <summary>Gives an object of any kind its form and its defaults, in place. A value of a wrong type is a <see cref="FormatException"/> that says no more than what is wrong with it.</summary>
    public static void Apply(JsonObject value, TypeSchema schema)
    {
        if (schema.OpenApi is not null)
        {
            CustomDefaults.Apply(value, schema);
            return;
        }
        TypedForm.Decode(value, schema);
        KindDefaults.Apply(value);
        TypedForm.Encode(value, schema);
    }
}
