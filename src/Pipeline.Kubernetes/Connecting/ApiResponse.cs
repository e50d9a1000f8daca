using System.Text.Json.Nodes;

namespace Pipeline.Kubernetes.Connecting;

/// <summary>A successful answer.</summary>
/// <param name="Body">The object.</param>
/// <param name="Warnings">Texts of the <c>Warning</c> headers.</param>
internal sealed record ApiResponse(JsonObject Body, IReadOnlyList<string> Warnings);
