using System.Text.Json.Nodes;

namespace Pipeline.Kubernetes.Connecting;

/// <summary>The items of a list, and the version of the store that they are of: a watch goes on from there.</summary>
internal sealed record ApiList(IReadOnlyList<JsonObject> Items, string ResourceVersion);
