namespace Pipeline.Embedded.Kubernetes.Images;

/// <summary>A reference to an image: <c>registry:5000/name:tag@sha256:…</c>.</summary>
internal static class ImageReference
{
    /// <summary>Without tag and digest.</summary>
    public static string Name(string reference)
    {
        var name = reference.Split('@')[0];
        var colon = name.LastIndexOf(':');
        return colon > name.LastIndexOf('/') ? name[..colon] : name;
    }

    public static string? Digest(string reference) => reference.Split('@') is [_, var digest] ? digest : null;
}
