namespace Pipeline.Embedded.Kubernetes.Discovery;

/// <summary>A path below an object. <paramref name="Kind"/>: what is sent and answered there.</summary>
internal sealed record Subresource(string Name, string Kind, IReadOnlyList<string> Verbs)
{
    /// <summary>The kind's group, where it isn't the object's.</summary>
    public string? Group { get; init; }

    public string? Version { get; init; }
}
