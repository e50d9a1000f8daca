using System.Text.Json.Nodes;

namespace Pipeline.Kubernetes.Rendering.Patching;

/// <summary>A patch, read: either JSON patch operations, or objects to merge.</summary>
internal sealed record Patch
{
    /// <summary>Where it stands, for messages: file and field, or the patch's own file.</summary>
    public required string Source { get; init; }

    /// <summary>Which objects it is for; null: those that each merge patch names itself.</summary>
    public ResourceSelector? Target { get; init; }

    public JsonArray? Operations { get; init; }

    public IReadOnlyList<JsonObject> Merges { get; init; } = [];

    public bool AllowNameChange { get; init; }

    public bool AllowKindChange { get; init; }
}
