namespace Pipeline.Kubernetes.Rendering;

/// <summary>Another image in place of one that manifests name (kustomize's <c>images</c>).</summary>
/// <param name="Name">The image's name in the manifests, without tag and digest; a regular expression, as in kustomize.</param>
public sealed record ImageOverride(string Name)
{
    /// <summary>The name to put there; null keeps it.</summary>
    public string? NewName { get; init; }

    /// <summary>The tag to put there; null keeps it, unless a digest is given.</summary>
    public string? NewTag { get; init; }

    /// <summary>Appended to the tag that is there; of no effect where a new tag or digest is given.</summary>
    public string? TagSuffix { get; init; }

    /// <summary>The digest to put there, <c>sha256:…</c>; null keeps it, unless a tag is given.</summary>
    public string? Digest { get; init; }
}
