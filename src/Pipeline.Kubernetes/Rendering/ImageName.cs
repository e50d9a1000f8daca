namespace Pipeline.Kubernetes.Rendering;

/// <summary>An image reference in its three parts; empty ones aren't there.</summary>
internal sealed record ImageName(string Name, string Tag, string Digest)
{
    public static ImageName Parse(string image)
    {
        var at = image.IndexOf('@');
        var (rest, digest) = at < 0 ? (image, "") : (image[..at], image[(at + 1)..]);
        // A colon before the last slash is a registry's port.
        var colon = rest.LastIndexOf(':');
        return colon > rest.LastIndexOf('/') ? new(rest[..colon], rest[(colon + 1)..], digest) : new(rest, "", digest);
    }

    public override string ToString() => Name + (Tag.Length > 0 ? ":" + Tag : "") + (Digest.Length > 0 ? "@" + Digest : "");
}
