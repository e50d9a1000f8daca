using System.Net;
using Pipeline.Containers.Layouts;
using Pipeline.Containers.Registries.Http;
using Pipeline.Containers.Registries.Manifests;
using Pipeline.Containers.Registries.Transfer;

namespace Pipeline.Containers.Registries.Referring;

/// <summary>
/// What refers to an image: by the registry's referrers API, or, where it has none, by an index under the tag <c>sha256-…</c> that clients keep
/// (distribution-spec 1.1, "Listing Referrers", "Referrers Tag Schema").
/// </summary>
internal sealed class ReferrerStore(RegistryTransport transport, ManifestStore manifests) : IDisposable
{
    private const int MaximumAttempts = 8;

    // How registries without the API answer: most with 404, others in their own ways (Artifactory with 406, ghcr.io by sending to GitHub's website).
    private static readonly HttpStatusCode[] s_withoutApi =
    [
        HttpStatusCode.NotFound, HttpStatusCode.BadRequest, HttpStatusCode.MethodNotAllowed, HttpStatusCode.NotAcceptable, HttpStatusCode.UnsupportedMediaType, HttpStatusCode.NotImplemented,
        HttpStatusCode.MovedPermanently, HttpStatusCode.Found, HttpStatusCode.SeeOther,
    ];

    private readonly SemaphoreSlim oneWriter = new(1);

    public async Task<IReadOnlyList<Referrer>> ListAsync(ImageReference subject, string? artifactType, string purpose, CancellationToken cancellationToken)
    {
        var all = await FromApiAsync(subject, artifactType, purpose, cancellationToken) ?? await FromTagAsync(subject, purpose, cancellationToken);
        return [.. all.Where(x => artifactType is null || x.ArtifactType == artifactType)];
    }

    /// <summary>
    /// Puts a manifest into a repository; one that refers to another so that it is found from there, too: where the registry doesn't say that it keeps the list (the header
    /// <c>OCI-Subject</c>), by the fallback tag (distribution-spec 1.1, "Pushing Manifests with Subject").
    /// </summary>
    public async Task PutAsync(ImageReference target, ManifestDocument manifest, string purpose, CancellationToken cancellationToken)
    {
        if (!await manifests.PutAsync(target, manifest, purpose, cancellationToken) && manifest.Subject is { } subject)
            await EnterAsync(target.WithDigest(subject), manifest, purpose, cancellationToken);
    }

    private Task EnterAsync(ImageReference subject, ManifestDocument manifest, string purpose, CancellationToken cancellationToken)
    {
        var entry = new Referrer(manifest.Digest, manifest.MediaType, manifest.Content.Length, manifest.ArtifactType, manifest.Annotations);
        return UpdateAsync(subject, x => x.Any(y => y.Digest == entry.Digest) ? null : [.. x, entry], purpose, cancellationToken);
    }

    /// <summary>Takes a referrer out of the fallback tag's index, if it is there.</summary>
    public Task RemoveAsync(ImageReference subject, Digest referrer, string purpose, CancellationToken cancellationToken) =>
        UpdateAsync(subject, x => x.All(y => y.Digest != referrer) ? null : [.. x.Where(y => y.Digest != referrer)], purpose, cancellationToken);

    public void Dispose() => oneWriter.Dispose();

    // Null where the registry has no such API. A website's page with the status 200 (Google's Artifact Registry) isn't one: only the media type of an index is.
    private async Task<IReadOnlyList<Referrer>?> FromApiAsync(ImageReference subject, string? artifactType, string purpose, CancellationToken cancellationToken)
    {
        var filter = artifactType is null ? "" : $"?artifactType={Uri.EscapeDataString(artifactType)}";
        var found = new List<Referrer>();
        var pages = new HashSet<Uri>();
        for (var uri = transport.Address(subject.Registry, $"{subject.Repository}/referrers/{subject.Digest}{filter}"); uri is not null && pages.Add(uri);)
        {
            var request = new RegistryRequest(HttpMethod.Get, uri, subject.Registry, purpose)
            {
                Accept = [OciMediaTypes.Index],
                Scopes = [RepositoryScope.Pull(subject.Repository)],
                MayGoElsewhere = false,
            };
            using var response = await transport.SendAsync(request, cancellationToken, s_withoutApi);
            if (response.Status != HttpStatusCode.OK || response.MediaType != OciMediaTypes.Index)
                return pages.Count == 1 ? null : throw new RegistryException(RegistryErrors.Failing, $"{purpose} failed: {subject.Registry} gave the first {found.Count} entries of the list, and answered {(int)response.Status} to the request for the next ones. Run it again; look at the registry's log.") { Status = response.Status };
            found.AddRange(ReferrerList.Read(await response.ReadAsync(ManifestDocument.MaxBytes, cancellationToken), purpose));
            uri = PageLink.Next(response);
        }

        return found;
    }

    private async Task<IReadOnlyList<Referrer>> FromTagAsync(ImageReference subject, string purpose, CancellationToken cancellationToken) =>
        await manifests.FindAsync(Fallback(subject), purpose, cancellationToken) is { } index ? ReferrerList.Read(index.Content, purpose) : [];

    // A tag has no compare-and-set: two programs that change it at once overwrite each other. Whoever finds its change gone a moment later makes it again.
    private async Task UpdateAsync(ImageReference subject, Func<IReadOnlyList<Referrer>, IReadOnlyList<Referrer>?> change, string purpose, CancellationToken cancellationToken)
    {
        await oneWriter.WaitAsync(cancellationToken);
        try
        {
            for (var attempt = 0; attempt < MaximumAttempts; attempt++)
            {
                if (change(await FromTagAsync(subject, purpose, cancellationToken)) is not { } changed)
                    return;
                await manifests.PutAsync(Fallback(subject), ReferrerList.Write(changed), purpose, cancellationToken);
                await transport.Retry.WaitAsync(0, null, cancellationToken);
            }

            if (change(await FromTagAsync(subject, purpose, cancellationToken)) is not null)
                throw new RegistryException(RegistryErrors.Failing, $"{purpose} failed: the list {Fallback(subject)} was changed by others {MaximumAttempts} times in between. Run it again.") { IsTransient = true };
        }
        finally
        {
            oneWriter.Release();
        }
    }

    private static ImageReference Fallback(ImageReference subject) => subject with { Tag = $"sha256-{subject.Digest!.Hex}", Digest = null };
}
