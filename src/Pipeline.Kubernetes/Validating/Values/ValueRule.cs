using System.Text.Json.Nodes;

namespace Pipeline.Kubernetes.Validating.Values;

/// <summary>What is wrong with a value, to follow it in a sentence: <c>is no port: 1 to 65535</c>. Null when nothing is.</summary>
internal delegate string? ValueRule(JsonNode value);
