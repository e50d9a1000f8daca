using Pipeline.Containers.Registries;
using Pipeline.Errors;

namespace Pipeline.Components.Images;

/// <summary>What a copy from one environment's registry to another's did.</summary>
/// <param name="Reference">The image by digest, in the registry that it was copied to.</param>
/// <param name="Transferred">Blobs that were sent.</param>
/// <param name="Present">Blobs that the registry had.</param>
/// <param name="Referrers">Bills of materials and attestations beside it.</param>
/// <param name="LeftBehind">What is listed beside the image and couldn't be copied, by type and digest.</param>
internal sealed record ImageCopy(string Reference, int Transferred, int Present, int Referrers, IReadOnlyList<string> LeftBehind)
{
    /// <summary>Copies an image by its digest, with all that refers to it. Where both environments have one registry, nothing is done.</summary>
    /// <param name="client">Signed in to both registries.</param>
    /// <param name="image">The image as it is deployed: <c>ghcr.io/acme/staging/app@sha256:…</c>.</param>
    /// <param name="from">The registry that it is in, as its environment names it: <c>ghcr.io/acme/staging</c>.</param>
    /// <param name="to">The registry that it goes to.</param>
    /// <param name="tag">The tag that it gets there; null for none.</param>
    /// <param name="cancellationToken">Ends it. What was sent already isn't sent again by the next run.</param>
    /// <exception cref="PipelineException">PIPE2204: the image isn't of that registry, or has no digest; what the registries refuse.</exception>
    public static async Task<ImageCopy> RunAsync(RegistryClient client, string image, string from, string to, string? tag, CancellationToken cancellationToken)
    {
        var source = ImageReference.Parse(image);
        if (source.Digest is not { } digest || !source.Name.StartsWith($"{from}/", StringComparison.Ordinal))
            throw new PipelineException(ImageComponentErrors.ForeignImage, $"'{image}' isn't copied to '{to}': it is no image by digest of the registry '{from}'. Deploy it from there: {from}/NAME@sha256:….");

        var target = ImageReference.Parse($"{to}/{source.Name[(from.Length + 1)..]}");
        if (target.Name == source.Name)
            return new ImageCopy($"{source.Name}@{digest}", 0, 0, 0, []);

        var copied = await client.CopyWithReferrersAsync(source, tag is null ? target : target.WithTag(tag), cancellationToken);
        return new ImageCopy(
            $"{target.Name}@{digest}",
            copied.Image.BlobsTransferred,
            copied.Image.BlobsPresent + copied.Image.BlobsMounted,
            copied.Referrers.Count,
            [.. copied.LeftBehind.Select(x => $"{x.ArtifactType ?? x.MediaType} {x.Digest}")]);
    }
}
