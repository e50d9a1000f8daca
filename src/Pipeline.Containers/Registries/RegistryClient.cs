using Pipeline.Containers.Building;
using Pipeline.Containers.Layouts;
using Pipeline.Containers.Registries.Http;
using Pipeline.Containers.Registries.Manifests;
using Pipeline.Containers.Registries.Referring;
using Pipeline.Containers.Registries.Transfer;

namespace Pipeline.Containers.Registries;

/// <summary>
/// Talks to image registries over the OCI distribution API 1.1. All content is verified against its digest, both ways.
/// Every method throws <see cref="RegistryException"/> (PIPE3100 to PIPE3112) where the registry doesn't do it. Safe for concurrent use.
/// </summary>
public sealed class RegistryClient : IDisposable
{
    private readonly long maxArtifactBytes;
    private readonly RegistryTransport transport;
    private readonly ManifestStore manifests;
    private readonly BlobDownload download;
    private readonly BlobUpload upload;
    private readonly ImagePush push;
    private readonly ImagePull pull;
    private readonly ReferrerStore referrers;

    /// <summary>A client; its connections, credentials and tokens last as long as it does.</summary>
    /// <param name="options">How registries are talked to; null for the defaults: nobody signs in.</param>
    /// <param name="progress">A line for each blob and image; null for none.</param>
    public RegistryClient(RegistryOptions? options = null, IProgress<string>? progress = null)
    {
        options ??= new RegistryOptions();
        maxArtifactBytes = options.MaxArtifactBytes;
        transport = new RegistryTransport(options);
        manifests = new ManifestStore(transport);
        download = new BlobDownload(transport);
        upload = new BlobUpload(transport, options);
        referrers = new ReferrerStore(transport, manifests);
        push = new ImagePush(referrers, upload, options, progress);
        pull = new ImagePull(manifests, download, options, progress);
    }

    /// <summary>Asks whether a registry answers and takes the credentials (<c>GET /v2/</c>).</summary>
    public async Task CheckAsync(string registry, CancellationToken cancellationToken = default)
    {
        using var response = await transport.SendAsync(new RegistryRequest(HttpMethod.Get, transport.Address(registry, ""), registry, $"Asking registry {registry}"), cancellationToken);
    }

    /// <summary>What a tag stands for now; for a digest, that it is there. The manifest is fetched and its digest verified.</summary>
    public async Task<ResolvedImage> ResolveAsync(ImageReference image, CancellationToken cancellationToken = default)
    {
        var document = await DocumentAsync(image, $"Resolving {image}", cancellationToken);
        return new ResolvedImage(image.WithDigest(document.Digest), document.MediaType, document.Content.Length);
    }

    /// <summary>The image for one platform: where the reference stands for an index, its entry; else what it stands for.</summary>
    public async Task<ResolvedImage> ResolveAsync(ImageReference image, ImagePlatform platform, CancellationToken cancellationToken = default)
    {
        var purpose = $"Resolving {image} for {platform}";
        var document = await PlatformChoice.OfAsync(await DocumentAsync(image, purpose, cancellationToken), platform, (x, token) => manifests.GetAsync(image.WithDigest(x), purpose, token), image, cancellationToken);
        return new ResolvedImage(image.WithDigest(document.Digest), document.MediaType, document.Content.Length);
    }

    /// <summary>Fetches an image into an OCI layout, which may hold others. Run again after an interruption, it fetches what is missing.</summary>
    /// <param name="image">What is fetched; its tag, if it has one, becomes the name in the layout.</param>
    /// <param name="layoutDirectory">The layout's folder; made if it isn't there.</param>
    /// <param name="platform">For one platform of an index; null for all that the reference stands for.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<TransferredImage> PullAsync(ImageReference image, string layoutDirectory, ImagePlatform? platform = null, CancellationToken cancellationToken = default) =>
        pull.RunAsync(image, platform, new LayoutFolder(layoutDirectory), $"Pulling {image}", cancellationToken);

    /// <summary>Puts an image of a layout into a repository, under the reference's tag, or without one under its digest alone.</summary>
    /// <param name="layoutDirectory">The layout.</param>
    /// <param name="target">Where to. Its digest, or else its tag, also says which of the layout's images; not needed where there is only one.</param>
    /// <param name="cancellationToken">Ends it. What was sent already isn't sent again by the next run.</param>
    public async Task<TransferredImage> PushAsync(string layoutDirectory, ImageReference target, CancellationToken cancellationToken = default)
    {
        var layout = new LayoutFolder(layoutDirectory);
        return await push.RunAsync(new LayoutSource(layout), await layout.FindAsync(target, cancellationToken), target, $"Pushing {target}", cancellationToken);
    }

    /// <summary>Copies an image, all its platforms, to another repository of the same or another registry. The digest stays the same.</summary>
    public async Task<TransferredImage> CopyAsync(ImageReference from, ImageReference to, CancellationToken cancellationToken = default)
    {
        var purpose = $"Copying {from} to {to}";
        var root = await DocumentAsync(from, purpose, cancellationToken);
        if (to.Digest is { } expected && expected != root.Digest)
            throw new RegistryException(RegistryErrors.DigestMismatch, $"{purpose} failed: {from} is {root.Digest}. Leave the digest out of the destination, or copy {from.Name}@{expected}.");

        using var source = new RegistrySource(from, manifests, download, purpose);
        return await push.RunAsync(source, root.Digest, to, purpose, cancellationToken);
    }

    /// <summary>
    /// Copies an image, all its platforms, with what refers to it (signatures, bills of materials, and what refers to those) to another repository of the same or another
    /// registry. Digests stay the same. The tag, if one is given, is set last: who finds the image by it finds the rest too.
    /// </summary>
    public async Task<CopiedImage> CopyWithReferrersAsync(ImageReference from, ImageReference to, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(to);
        var purpose = $"Copying {from} to {to}";
        var image = await CopyAsync(from, to with { Tag = null }, cancellationToken);
        var parts = await ManifestTree.ReadAsync(image.Digest, (x, token) => manifests.GetAsync(from.WithDigest(x), purpose, token), cancellationToken);
        var (copied, leftBehind) = await new ReferrerCopy(this).RunAsync(from, to, parts.Select(x => x.Digest), cancellationToken);
        if (to.Tag is { } tag)
            image = image with { Image = (await TagAsync(image.Image, tag, cancellationToken)).Image };
        return new CopiedImage(image, copied, leftBehind);
    }

    /// <summary>Gives an image one more tag in its repository. A tag that stands for another image moves.</summary>
    public async Task<ResolvedImage> TagAsync(ImageReference image, string tag, CancellationToken cancellationToken = default)
    {
        var (target, purpose) = (image.WithTag(tag), $"Tagging {image} as {tag}");
        var document = await DocumentAsync(image, purpose, cancellationToken);
        await manifests.PutAsync(target, document, purpose, cancellationToken);
        return new ResolvedImage(target.WithDigest(document.Digest), document.MediaType, document.Content.Length);
    }

    /// <summary>All tags of a repository, in the registry's order.</summary>
    public async Task<IReadOnlyList<string>> TagsAsync(ImageReference repository, CancellationToken cancellationToken = default)
    {
        var purpose = $"Listing the tags of {repository.Name}";
        var tags = new List<string>();
        var pages = new HashSet<Uri>();
        for (var uri = transport.Address(repository.Registry, $"{repository.Repository}/tags/list?n=1000"); uri is not null && pages.Add(uri);)
        {
            var request = new RegistryRequest(HttpMethod.Get, uri, repository.Registry, purpose) { Scopes = [RepositoryScope.Pull(repository.Repository)] };
            using var response = await transport.SendAsync(request, cancellationToken);
            var page = ManifestDocument.Json(await response.ReadAsync(ManifestDocument.MaxBytes, cancellationToken));
            tags.AddRange(ManifestDocument.Items(page?["tags"]).Select(ManifestDocument.Text).OfType<string>());
            uri = PageLink.Next(response);
        }

        return tags;
    }

    /// <summary>Stores an artifact beside an image, as its referrer. The same artifact twice is stored once.</summary>
    /// <param name="subject">The image; with its digest, or else what its tag stands for now.</param>
    /// <param name="artifact">What is stored.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The digest of the artifact's manifest.</returns>
    public async Task<Digest> AttachAsync(ImageReference subject, ReferrerArtifact artifact, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(artifact);
        var purpose = $"Attaching {artifact.ArtifactType} to {subject}";
        var document = await DocumentAsync(subject, purpose, cancellationToken);
        var image = subject.WithDigest(document.Digest);

        var scratch = Directory.CreateTempSubdirectory("pipeline-attach-").FullName;
        try
        {
            var blobs = new BlobStore(scratch);
            var (digest, size) = await blobs.AddAsync(artifact.Content, cancellationToken);
            await blobs.AddAsync(ArtifactManifest.EmptyConfig, cancellationToken);
            var content = new Descriptor(artifact.MediaType, digest, size);
            foreach (var blob in (Descriptor[])[content, ArtifactManifest.EmptyDescriptor])
                await upload.RunAsync(image, blob, null, () => Task.FromResult(blobs.PathOf(blob.Digest)), purpose, cancellationToken);

            var manifest = ArtifactManifest.Of(artifact, content, document.Descriptor);
            await referrers.PutAsync(image with { Tag = null, Digest = null }, manifest, purpose, cancellationToken);
            return manifest.Digest;
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    /// <summary>What refers to an image.</summary>
    /// <param name="subject">The image; with its digest, or else what its tag stands for now.</param>
    /// <param name="artifactType">Only those of that type; null for all.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<Referrer>> ReferrersAsync(ImageReference subject, string? artifactType = null, CancellationToken cancellationToken = default)
    {
        var purpose = $"Listing what refers to {subject}";
        var image = subject.Digest is null ? subject.WithDigest((await DocumentAsync(subject, purpose, cancellationToken)).Digest) : subject;
        return await referrers.ListAsync(image, artifactType, purpose, cancellationToken);
    }

    /// <summary>Reads an artifact: its content and annotations.</summary>
    /// <param name="artifact">Its repository with its manifest's digest, as <see cref="ReferrersAsync"/> lists it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<ReferrerArtifact> ReadArtifactAsync(ImageReference artifact, CancellationToken cancellationToken = default)
    {
        var purpose = $"Reading {artifact}";
        var manifest = await manifests.GetAsync(artifact, purpose, cancellationToken);
        if (manifest.Blobs is not [_, var content, ..])
            throw new RegistryException(RegistryErrors.Unsupported, $"{artifact} has no content: its manifest names no layer. It is no artifact of a kind that can be read.");
        if (content.Size > maxArtifactBytes)
            throw new RegistryException(RegistryErrors.Unsupported, $"{artifact} isn't read: its content has {content.Size} bytes, and up to {maxArtifactBytes} are read. An SBOM or attestation is smaller: look at what was attached there.");

        var scratch = Directory.CreateTempSubdirectory("pipeline-artifact-").FullName;
        try
        {
            var blobs = new BlobStore(scratch);
            await download.RunAsync(artifact, content, blobs, purpose, cancellationToken);
            return new ReferrerArtifact(manifest.ArtifactType ?? "", content.MediaType, await File.ReadAllBytesAsync(blobs.PathOf(content.Digest), cancellationToken), manifest.Annotations);
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    /// <summary>
    /// Deletes a manifest (with a digest: and all tags of it), or a tag alone where the registry can do that.
    /// A referrer is also taken out of its subject's list.
    /// </summary>
    public async Task DeleteAsync(ImageReference image, CancellationToken cancellationToken = default)
    {
        var purpose = $"Deleting {image}";
        if (image.Digest is not null && (await manifests.GetAsync(image, purpose, cancellationToken)).Subject is { } subject)
            await referrers.RemoveAsync(image.WithDigest(subject), image.Digest, purpose, cancellationToken);
        await manifests.DeleteAsync(image, purpose, cancellationToken);
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose()
    {
        referrers.Dispose();
        transport.Dispose();
    }

    // By a HEAD first, and then by digest: what comes back is held against what the registry promised.
    private async Task<ManifestDocument> DocumentAsync(ImageReference image, string purpose, CancellationToken cancellationToken)
    {
        var digest = image.Digest ?? await manifests.DigestAsync(image, purpose, cancellationToken);
        return await manifests.GetAsync(digest is null ? image : image.WithDigest(digest), purpose, cancellationToken);
    }
}
