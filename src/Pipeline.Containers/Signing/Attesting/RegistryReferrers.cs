using Pipeline.Containers.Registries;

namespace Pipeline.Containers.Signing.Attesting;

/// <summary>What refers to the images of one repository of a registry.</summary>
/// <param name="client">The client; it isn't closed here.</param>
/// <param name="repository">The repository; tag and digest don't matter.</param>
public sealed class RegistryReferrers(RegistryClient client, ImageReference repository) : IReferrerSink, IReferrerSource
{
    /// <inheritdoc/>
    /// <exception cref="RegistryException">The registry refuses, lacks the image, or is away.</exception>
    public Task AttachAsync(Digest subject, ReferrerArtifact artifact, CancellationToken cancellationToken) => client.AttachAsync(Image(subject), artifact, cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="RegistryException">The registry refuses, or is away.</exception>
    public async Task<IReadOnlyList<ReferrerArtifact>> ReferrersAsync(Digest subject, string artifactType, CancellationToken cancellationToken)
    {
        var artifacts = new List<ReferrerArtifact>();
        foreach (var referrer in await client.ReferrersAsync(Image(subject), artifactType, cancellationToken))
            artifacts.Add(await client.ReadArtifactAsync(Image(referrer.Digest), cancellationToken));
        return artifacts;
    }

    private ImageReference Image(Digest digest) => (repository with { Tag = null }).WithDigest(digest);
}
