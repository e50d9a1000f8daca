using System.Net;
using Pipeline.Containers.Layouts;
using Pipeline.Containers.Registries.Http;

namespace Pipeline.Containers.Registries.Transfer;

/// <summary>Fetches blobs. What breaks off goes on where it was; what isn't what its digest says is thrown away.</summary>
internal sealed class BlobDownload(RegistryTransport transport)
{
    /// <exception cref="RegistryException">PIPE3102: it isn't there. PIPE3108: it is something else.</exception>
    public async Task<BlobOutcome> RunAsync(ImageReference image, Descriptor blob, BlobStore store, string purpose, CancellationToken cancellationToken)
    {
        if (await store.HasAsync(blob, cancellationToken))
            return BlobOutcome.Present;

        var request = new RegistryRequest(HttpMethod.Get, transport.Address(image.Registry, $"{image.Repository}/blobs/{blob.Digest}"), image.Registry, $"{purpose} (blob {blob.Digest})")
        {
            Scopes = [RepositoryScope.Pull(image.Repository)],
            IsRepeatable = false, // Repeated here, from where it broke off.
        };
        var part = store.Create();
        try
        {
            return await transport.Retry.RunAsync(async () =>
            {
                var resumed = part.Length > 0;
                if (part.Length < blob.Size || blob.Size == 0)
                    part = await FetchAsync(request with { RangeFrom = part.Length }, part, blob, store, cancellationToken);

                var (arrived, digest) = (part.Length, await part.CommitAsync(blob.Digest, cancellationToken));
                if (arrived == blob.Size && digest == blob.Digest)
                    return BlobOutcome.Transferred;

                await part.DisposeAsync();
                part = store.Create();
                throw new RegistryException(RegistryErrors.DigestMismatch, $"{request.Purpose} failed: {arrived} bytes with the digest {digest} arrived instead of {blob.Size} bytes. They were thrown away; run it again, and if it stays so, tell whoever runs {image.Registry}.")
                {
                    IsTransient = resumed, // Two halves of different answers, perhaps.
                };
            }, cancellationToken);
        }
        finally
        {
            await part.DisposeAsync();
        }
    }

    private async Task<NewBlob> FetchAsync(RegistryRequest request, NewBlob part, Descriptor blob, BlobStore store, CancellationToken cancellationToken)
    {
        using var response = await transport.SendAsync(request, cancellationToken, HttpStatusCode.RequestedRangeNotSatisfiable);
        if (!response.IsSuccess || response.RangeFrom != part.Length)
        {
            await part.DisposeAsync();
            part = store.Create();
        }

        if (!response.IsSuccess)
            throw new RegistryException(RegistryErrors.Failing, $"{request.Purpose} failed: {request.Uri.Authority} doesn't give the rest of a blob. Run it again.") { IsTransient = true };
        await response.CopyToAsync(part, blob.Size, cancellationToken);
        return part;
    }
}
