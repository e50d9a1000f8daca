using System.Text;
using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Defaulting;

/// <summary>Defaults of Secrets, Namespaces and their limits.</summary>
internal static class ConfigDefaults
{
    /// <summary>A Secret: what is given as text is kept as bytes.</summary>
    public static void Secret(JsonObject value)
    {
        value.Default("type", "Opaque");
        foreach (var (name, text) in value.Entries("stringData"))
            value.Ensure("data")[name] = Convert.ToBase64String(Encoding.UTF8.GetBytes(text.AsText() ?? ""));
        value.Remove("stringData");
    }

    /// <summary>A Namespace, which can be selected by its name.</summary>
    public static void Namespace(JsonObject value)
    {
        var metadata = value.Ensure("metadata");
        if (metadata.Text("name") is { Length: > 0 } name)
            metadata.Ensure("labels")["kubernetes.io/metadata.name"] = name;
        value.Ensure("status").Default("phase", "Active");
    }

    /// <summary>A LimitRange: a container's limit is the maximum where none is given, its request the limit, or the minimum.</summary>
    public static void LimitRange(JsonObject value)
    {
        foreach (var item in value.Fields("spec").Objects("limits").Where(item => item.Text("type") == "Container"))
        {
            foreach (var (target, source) in (ReadOnlySpan<(string, string)>)[("default", "max"), ("defaultRequest", "default"), ("defaultRequest", "min")])
            {
                foreach (var (name, amount) in item.Entries(source).ToArray())
                    item.Ensure(target).Default(name, amount!.DeepClone());
            }
        }
    }
}
