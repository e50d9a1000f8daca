using System.Text.Json.Nodes;

namespace Pipeline.Configuration.Drift;

/// <summary>The rendered objects of an overlay.</summary>
/// <param name="Place">Where it is: <c>k8s/overlays/production</c>.</param>
/// <param name="Objects">The objects.</param>
public sealed record OverlayManifests(string Place, IReadOnlyList<JsonObject> Objects);
