using System.Text.Json.Nodes;
using Pipeline.Containers.Layouts;
using Pipeline.Containers.Registries;
using Pipeline.Containers.Registries.Manifests;
using Pipeline.Containers.Registries.Referring;
using Pipeline.Containers.Signing.Envelopes;
using Pipeline.Containers.Signing.Json;
using Pipeline.Errors;

namespace Pipeline.Containers.Signing.Attesting;

/// <summary>What refers to an image, kept in the image's own OCI layout: manifests with a <c>subject</c> in its index (OCI image-spec 1.1), for use offline.</summary>
/// <param name="layoutDirectory">The layout's folder.</param>
public sealed class LayoutReferrers(string layoutDirectory) : IReferrerSink, IReferrerSource
{
    private readonly BlobStore blobs = new(layoutDirectory);
    private readonly string indexPath = Path.Combine(layoutDirectory, "index.json");

    /// <inheritdoc/>
    /// <exception cref="PipelineException">PIPE3507: no layout, or one without that image.</exception>
    public async Task AttachAsync(Digest subject, ReferrerArtifact artifact, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(artifact);
        var index = await IndexAsync(cancellationToken);
        var image = await ManifestAsync(subject, cancellationToken) ?? throw Unusable($"it has no image {subject}");

        await blobs.AddAsync(ArtifactManifest.EmptyConfig, cancellationToken);
        var (digest, size) = await blobs.AddAsync(artifact.Content, cancellationToken);
        var manifest = ArtifactManifest.Of(artifact, new Descriptor(artifact.MediaType, digest, size), image.Descriptor);
        await blobs.AddAsync(manifest.Content, cancellationToken);

        var entries = ManifestDocument.Items(index["manifests"]);
        if (entries.Any(x => DigestOf(x) == manifest.Digest))
            return;

        var entry = new JsonObject { ["mediaType"] = manifest.MediaType, ["digest"] = manifest.Digest.ToString(), ["size"] = manifest.Content.Length, ["artifactType"] = artifact.ArtifactType };
        entry.Put("annotations", artifact.Annotations);
        index["manifests"] = new JsonArray([.. entries.Select(x => x?.DeepClone()), entry]);
        await ReplaceIndexAsync(index, cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="PipelineException">PIPE3507: no layout, or a damaged one.</exception>
    public async Task<IReadOnlyList<ReferrerArtifact>> ReferrersAsync(Digest subject, string artifactType, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var referrers = new List<ReferrerArtifact>();
        foreach (var entry in ManifestDocument.Items((await IndexAsync(cancellationToken))["manifests"]))
        {
            // An index may name what only a registry has.
            if (!OciMediaTypes.IsManifest(ManifestDocument.Text((entry as JsonObject)?["mediaType"])) || await ManifestAsync(DigestOf(entry), cancellationToken) is not { } manifest
                || manifest.ArtifactType != artifactType || manifest.Subject != subject)
                continue;
            if (manifest.Blobs is not [_, var layer])
                throw Unusable($"the referrer {manifest.Digest} has no layer, or several");

            var content = await ReadBlobAsync(layer.Digest, cancellationToken) ?? throw Unusable($"it lacks the blob {layer.Digest} of the referrer {manifest.Digest}");
            referrers.Add(new ReferrerArtifact(artifactType, layer.MediaType, content, manifest.Annotations));
        }

        return referrers;
    }

    private async Task<JsonObject> IndexAsync(CancellationToken cancellationToken) => !File.Exists(indexPath)
        ? throw Unusable("it has no index.json")
        : ManifestDocument.Json(await File.ReadAllBytesAsync(indexPath, cancellationToken)) ?? throw Unusable("its index.json is no JSON object");

    private async Task ReplaceIndexAsync(JsonObject index, CancellationToken cancellationToken)
    {
        var temporary = $"{indexPath}.{Guid.NewGuid():N}.tmp";
        try
        {
            await File.WriteAllTextAsync(temporary, index.ToJsonString(), cancellationToken);
            File.Move(temporary, indexPath, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private async Task<ManifestDocument?> ManifestAsync(Digest digest, CancellationToken cancellationToken) =>
        await ReadBlobAsync(digest, cancellationToken) is { } content ? ManifestDocument.Read(content, null, $"'{digest}' in '{layoutDirectory}'") : null;

    private async Task<byte[]?> ReadBlobAsync(Digest digest, CancellationToken cancellationToken)
    {
        var file = new FileInfo(blobs.PathOf(digest));
        if (!file.Exists)
            return null;
        if (file.Length > Envelope.MaxBytes)
            throw Unusable($"the blob {digest} has {file.Length} bytes, more than a manifest or an attestation");

        var content = await File.ReadAllBytesAsync(file.FullName, cancellationToken);
        return Digest.Of(content) == digest ? content : throw Unusable($"the blob {digest} holds something else");
    }

    private Digest DigestOf(JsonNode? descriptor) => Digest.TryParse(ManifestDocument.Text((descriptor as JsonObject)?["digest"]), out var digest)
        ? digest
        : throw Unusable("its index names something without a sha256 digest");

    private PipelineException Unusable(string problem) => new(SigningErrors.UnusableLayout, $"The OCI layout '{layoutDirectory}' can't be used for attestations: {problem}.");
}
