using Pipeline.Kubernetes.Rendering.Patching;

namespace Pipeline.Kubernetes.Rendering.Reading;

/// <summary>An entry of <c>patches</c> or <c>patchesJson6902</c>.</summary>
internal sealed record PatchEntry
{
    /// <summary>Where it stands, for messages.</summary>
    public required string Source { get; init; }

    /// <summary>The patch's file; null when it is <see cref="Text"/>.</summary>
    public string? Path { get; init; }

    public string? Text { get; init; }

    public ResourceSelector? Target { get; init; }

    public bool AllowNameChange { get; init; }

    public bool AllowKindChange { get; init; }
}
