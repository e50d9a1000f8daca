using System.Text.RegularExpressions;
using Pipeline.Kubernetes.Recording;
using Pipeline.Kubernetes.Rendering;

namespace Pipeline.Components.Promoting;

/// <summary>The images of a release, for the manifests of another environment: the same digests, whatever was built since.</summary>
internal static class ReleaseImages
{
    public static IReadOnlyList<ImageOverride> Of(Release release) => [.. release.Images.Select(Override).OfType<ImageOverride>()];

    // registry/name@sha256:…, of which manifests name the last part.
    private static ImageOverride? Override(string image)
    {
        var at = image.IndexOf("@sha256:", StringComparison.Ordinal);
        if (at < 0)
            return null;
        var name = image[..at];
        var last = name[(name.LastIndexOf('/') + 1)..].Split(':')[0];
        return new ImageOverride(Regex.Escape(last)) { NewName = name.Contains('/', StringComparison.Ordinal) ? name : null, Digest = image[(at + 1)..] };
    }
}
