using System.Net;
using System.Net.Http.Headers;
using Pipeline.Containers.Registries.Http;
using Pipeline.Containers.Registries.Transfer;

namespace Pipeline.Containers.Registries.Manifests;

/// <summary>Manifests, indexes and tags of registries (distribution-spec, "Pulling manifests", "Pushing manifests", "Deleting").</summary>
internal sealed class ManifestStore(RegistryTransport transport)
{
    private const string DigestHeader = "Docker-Content-Digest";

    /// <summary>The digest that a tag or digest stands for; null when it isn't there.</summary>
    public async Task<Digest?> DigestAsync(ImageReference image, string purpose, CancellationToken cancellationToken)
    {
        using var response = await transport.SendAsync(Request(HttpMethod.Head, image, purpose), cancellationToken, HttpStatusCode.NotFound);
        if (!response.IsSuccess)
            return null;
        return Digest.TryParse(response.Header(DigestHeader), out var digest) ? digest : (await GetAsync(image, purpose, cancellationToken)).Digest;
    }

    /// <exception cref="RegistryException">PIPE3102: it isn't there. PIPE3108: it isn't what its digest says.</exception>
    public async Task<ManifestDocument> GetAsync(ImageReference image, string purpose, CancellationToken cancellationToken) =>
        await FindAsync(image, purpose, cancellationToken) ?? throw NotFound(image, purpose);

    /// <summary>The manifest; null when it isn't there.</summary>
    public async Task<ManifestDocument?> FindAsync(ImageReference image, string purpose, CancellationToken cancellationToken)
    {
        var (content, mediaType, header) = await transport.Retry.RunAsync(async () =>
        {
            using var response = await transport.SendAsync(Request(HttpMethod.Get, image, purpose) with { IsRepeatable = false }, cancellationToken, HttpStatusCode.NotFound);
            return response.IsSuccess
                ? (await response.ReadAsync(ManifestDocument.MaxBytes, cancellationToken), response.MediaType, response.Header(DigestHeader))
                : default((byte[]?, string?, string?));
        }, cancellationToken);
        if (content is null)
            return null;

        var document = ManifestDocument.Read(content, mediaType, image.ToString());
        var promised = image.Digest ?? (Digest.TryParse(header, out var digest) ? digest : null);
        return promised is null || promised == document.Digest
            ? document
            : throw new RegistryException(RegistryErrors.DigestMismatch, $"{purpose} failed: the manifest of {image} should be {promised} and is {document.Digest}. Don't use it; run it again, and if it stays so, tell whoever runs {image.Registry}.");
    }

    /// <summary>Puts a manifest under a tag, or under its digest alone.</summary>
    /// <returns>True when the registry says that it keeps the list of referrers itself.</returns>
    public async Task<bool> PutAsync(ImageReference target, ManifestDocument document, string purpose, CancellationToken cancellationToken)
    {
        var request = Request(HttpMethod.Put, target with { Digest = target.Tag is null ? document.Digest : null }, purpose) with
        {
            Accept = [],
            Scopes = [RepositoryScope.Push(target.Repository)],
            Content = _ => new ByteArrayContent(document.Content) { Headers = { ContentType = MediaTypeHeaderValue.Parse(document.MediaType) } },
        };
        using var response = await transport.SendAsync(request, cancellationToken);
        if (response.Header(DigestHeader) is { } kept && kept != document.Digest.ToString())
            throw new RegistryException(RegistryErrors.DigestMismatch, $"{purpose} failed: {target.Registry} keeps the manifest {document.Digest} as {kept}, so it changed it. Pull by digest won't work; use a registry that keeps what it is given.");
        return document.Subject is { } subject && response.Header("OCI-Subject") == subject.ToString();
    }

    public async Task DeleteAsync(ImageReference image, string purpose, CancellationToken cancellationToken)
    {
        var request = Request(HttpMethod.Delete, image, purpose) with { Accept = [], Scopes = [RepositoryScope.Delete(image.Repository)] };
        using var response = await transport.SendAsync(request, cancellationToken, HttpStatusCode.MethodNotAllowed, HttpStatusCode.BadRequest, HttpStatusCode.NotFound);
        if (response.IsSuccess)
            return;

        // Registries that can't delete a tag alone say so in several ways; deleting the manifest in its place would take its other tags along.
        throw response.Status == HttpStatusCode.NotFound ? NotFound(image, purpose)
            : new RegistryException(RegistryErrors.Refused, image.Digest is null
                ? $"{purpose} failed: {image.Registry} answered {(int)response.Status}: it can't delete a tag alone, or deletion is switched off. Delete by digest ({image.Name}@sha256:…), which takes all tags of that image along."
                : $"{purpose} failed: {image.Registry} answered {(int)response.Status}: deletion is switched off there. Switch it on (Docker's registry: REGISTRY_STORAGE_DELETE_ENABLED=true).")
            { Status = response.Status };
    }

    private RegistryRequest Request(HttpMethod method, ImageReference image, string purpose) =>
        new(method, transport.Address(image.Registry, $"{image.Repository}/manifests/{image.Selector}"), image.Registry, purpose)
        {
            Accept = ManifestDocument.Accept,
            Scopes = [RepositoryScope.Pull(image.Repository)],
        };

    private static RegistryException NotFound(ImageReference image, string purpose) => new(RegistryErrors.NotFound,
        $"{purpose} failed: {image.Registry} has no {image.Repository}{(image.Digest is null ? ":" : "@")}{image.Selector}. Compare the name with the registry: it was never pushed there, was deleted, or is spelt otherwise.") { Status = HttpStatusCode.NotFound };
}
