using System.Text;
using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Validating;

namespace Pipeline.Embedded.Kubernetes.Tests.Ownership;

/// <summary>Objects written as people write them.</summary>
internal static class Yaml
{
    public static JsonObject Read(string text) => StrictFields.Parse(Encoding.UTF8.GetBytes(text), "application/yaml", out _);

    public static JsonNode? ReadAny(string text) => Read($"value:\n{string.Join('\n', text.Split('\n').Select(line => $"  {line}"))}")["value"]?.DeepClone();
}
