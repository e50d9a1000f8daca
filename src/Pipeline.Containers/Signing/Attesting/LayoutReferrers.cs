using System.Text.Json.Nodes;
using Pipeline.Containers.Layouts;
using Pipeline.Containers.Registries;
using Pipeline.Containers.Signing.Json;
using Pipeline.Errors;

namespace Pipeline.Containers.Signing.Attesting;

/// <summary>What refers to an image, kept in the image's own OCI layout: manifests with a <c>subject</c> in its index (OCI image-spec 1.1), for use offline.</summary>
/// <param name="layoutDirectory">The layout's folder.</param>
public sealed class LayoutReferrers(string layoutDirectory) : IReferrerSink, IReferrerSource
{
    private readonly BlobStore blobs = new(layoutDirectory);

    /// <inheritdoc/>
    /// <exception cref="PipelineException">PIPE3507: no layout, or one without that image.</exception>
    public async Task AttachAsync(Digest subject, ReferrerArtifact artifact, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(artifact);
        try
        {
            await AddAsync(subject, artifact, cancellationToken);
        }
        catch (FormatException error)
        {
            throw Unusable($"it is damaged: {error.Message}");
        }
    }

    /// <inheritdoc/>
    /// <exception cref="PipelineException">PIPE3507: no layout, or a damaged one.</exception>
    public async Task<IReadOnlyList<ReferrerArtifact>> ReferrersAsync(Digest subject, string artifactType, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subject);
        try
        {
            return await FindAsync(subject, artifactType, cancellationToken);
        }
        catch (FormatException error)
        {
            throw Unusable($"it is damaged: {error.Message}");
        }
    }

    private async Task AddAsync(Digest subject, ReferrerArtifact artifact, CancellationToken cancellationToken)
    {
        var index = await IndexAsync(cancellationToken);
        var image = await ReadBlobAsync(subject, cancellationToken) ?? throw Unusable($"it has no image {subject}");
        var imageType = Parse(image, subject.ToString()).OptionalText("mediaType") ?? OciMediaTypes.Manifest;

        var config = await blobs.AddAsync(ReferrerManifest.EmptyConfig, cancellationToken);
        var layer = await blobs.AddAsync(artifact.Content, cancellationToken);
        var content = ReferrerManifest.Write(artifact, new Descriptor(imageType, subject, image.Length), config.Digest, new Descriptor(artifact.MediaType, layer.Digest, layer.Size));
        var manifest = await blobs.AddAsync(content, cancellationToken);

        if (index.Objects("manifests").Any(x => x.OptionalText("digest") == manifest.Digest.ToString()))
            return;

        var entry = new JsonObject { ["mediaType"] = OciMediaTypes.Manifest, ["digest"] = manifest.Digest.ToString(), ["size"] = manifest.Size, ["artifactType"] = artifact.ArtifactType };
        entry.Put("annotations", artifact.Annotations);
        if (index.Map["manifests"] is not JsonArray manifests)
            index.Map["manifests"] = manifests = [];
        manifests.Add((JsonNode)entry);
        await ReplaceIndexAsync(index.Map, cancellationToken);
    }

    private async Task<IReadOnlyList<ReferrerArtifact>> FindAsync(Digest subject, string artifactType, CancellationToken cancellationToken)
    {
        var referrers = new List<ReferrerArtifact>();
        var index = await IndexAsync(cancellationToken);
        foreach (var entry in index.Objects("manifests").Where(x => OciMediaTypes.IsManifest(x.OptionalText("mediaType"))))
        {
            var digest = DigestOf(entry);
            if (await ReadBlobAsync(digest, cancellationToken) is not { } content)
                continue; // An index may name what only a registry has.

            var manifest = Parse(content, digest.ToString());
            if (ReferrerManifest.ArtifactTypeOf(manifest) != artifactType || manifest.OptionalObject("subject")?.OptionalText("digest") != subject.ToString())
                continue;
            if (manifest.Objects("layers") is not [var layer])
                throw Unusable($"the referrer {digest} has no layer, or several");

            var artifact = await ReadBlobAsync(DigestOf(layer), cancellationToken) ?? throw Unusable($"it lacks the blob {DigestOf(layer)} of the referrer {digest}");
            referrers.Add(new ReferrerArtifact(artifactType, layer.OptionalText("mediaType") ?? "", artifact, manifest.TextMap("annotations")));
        }

        return referrers;
    }

    private async Task<JsonFields> IndexAsync(CancellationToken cancellationToken)
    {
        var path = Path.Combine(layoutDirectory, "index.json");
        return File.Exists(path) ? Parse(await File.ReadAllBytesAsync(path, cancellationToken), "index.json") : throw Unusable("it has no index.json");
    }

    private async Task ReplaceIndexAsync(JsonObject index, CancellationToken cancellationToken)
    {
        var temporary = Path.Combine(layoutDirectory, $".{Guid.NewGuid():N}.tmp");
        try
        {
            await File.WriteAllBytesAsync(temporary, CanonicalJson.Bytes(index), cancellationToken);
            File.Move(temporary, Path.Combine(layoutDirectory, "index.json"), overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private async Task<byte[]?> ReadBlobAsync(Digest digest, CancellationToken cancellationToken)
    {
        var file = new FileInfo(blobs.PathOf(digest));
        if (!file.Exists)
            return null;
        if (file.Length > Envelopes.Envelope.MaxBytes)
            throw Unusable($"the blob {digest} has {file.Length} bytes, more than a manifest or an attestation");

        var content = await File.ReadAllBytesAsync(file.FullName, cancellationToken);
        return Digest.Of(content) == digest ? content : throw Unusable($"the blob {digest} holds something else");
    }

    private Digest DigestOf(JsonFields descriptor) => Digest.TryParse(descriptor.OptionalText("digest"), out var digest) ? digest : throw Unusable("it names something without a sha256 digest");

    private static JsonFields Parse(byte[] content, string what)
    {
        try
        {
            return new JsonFields(StrictJson.Object(content));
        }
        catch (FormatException error)
        {
            throw new FormatException($"'{what}': {error.Message}", error);
        }
    }

    private PipelineException Unusable(string problem) => new(SigningErrors.UnusableLayout, $"The OCI layout '{layoutDirectory}' can't be used for attestations: {problem}.");
}
