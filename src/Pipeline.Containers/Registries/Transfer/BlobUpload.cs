using System.Net;
using Pipeline.Containers.Layouts;
using Pipeline.Containers.Registries.Http;

namespace Pipeline.Containers.Registries.Transfer;

/// <summary>Brings blobs into a repository, with as little traffic as can be (distribution-spec, "Pushing blobs").</summary>
internal sealed class BlobUpload(RegistryTransport transport, RegistryOptions options)
{
    /// <param name="target">The repository.</param>
    /// <param name="blob">What is sent.</param>
    /// <param name="mountFrom">A repository of the same registry that may have it; null for none.</param>
    /// <param name="file">Gives the file with the content; asked only when it must be sent.</param>
    /// <param name="purpose">For messages.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<BlobOutcome> RunAsync(ImageReference target, Descriptor blob, string? mountFrom, Func<Task<string>> file, string purpose, CancellationToken cancellationToken)
    {
        var upload = new Upload(target, blob, $"{purpose} (blob {blob.Digest})");
        if (await HasAsync(upload, cancellationToken))
            return BlobOutcome.Present;

        var inPieces = blob.Size > options.MonolithicMaxBytes;
        return await transport.Retry.RunAsync(async () =>
        {
            if (await BeginAsync(upload, mountFrom, cancellationToken) is not { } session)
                return BlobOutcome.Mounted;

            var path = await file();
            if (inPieces)
            {
                if (await SendPiecesAsync(upload, session, path, cancellationToken) is { } complete)
                {
                    await PutAsync(upload, complete, null, cancellationToken);
                    return BlobOutcome.Transferred;
                }

                // The registry takes no pieces: once more, as a whole.
                inPieces = false;
                session = await BeginAsync(upload, null, cancellationToken);
            }

            await PutAsync(upload, session!, path, cancellationToken);
            return BlobOutcome.Transferred;
        }, cancellationToken);
    }

    private async Task<bool> HasAsync(Upload upload, CancellationToken cancellationToken)
    {
        using var response = await transport.SendAsync(Request(upload, HttpMethod.Head, transport.Address(upload.Target.Registry, $"{upload.Target.Repository}/blobs/{upload.Blob.Digest}")), cancellationToken, HttpStatusCode.NotFound);
        return response.IsSuccess;
    }

    // Null: the registry took it from the other repository.
    private async Task<UploadSession?> BeginAsync(Upload upload, string? mountFrom, CancellationToken cancellationToken)
    {
        var query = mountFrom is null ? "" : $"?mount={Uri.EscapeDataString(upload.Blob.Digest.ToString())}&from={Uri.EscapeDataString(mountFrom)}";
        var request = Request(upload, HttpMethod.Post, transport.Address(upload.Target.Registry, $"{upload.Target.Repository}/blobs/uploads/{query}"));
        if (mountFrom is not null)
            request = request with { Scopes = [.. request.Scopes, RepositoryScope.Pull(mountFrom)] };

        using var response = await transport.SendAsync(request, cancellationToken, mountFrom is null ? [] : [HttpStatusCode.NotFound, HttpStatusCode.Forbidden, HttpStatusCode.Unauthorized]);
        if (!response.IsSuccess)
            return await BeginAsync(upload, null, cancellationToken); // Not allowed to read the other repository: then without it.
        return response.Status == HttpStatusCode.Created ? null : UploadSession.Of(response);
    }

    private async Task PutAsync(Upload upload, UploadSession session, string? path, CancellationToken cancellationToken)
    {
        using var response = await transport.SendAsync(Request(upload, HttpMethod.Put, session.Completion(upload.Blob.Digest)) with
        {
            Content = path is null ? null : deadline => new FileSlice(path, 0, upload.Blob.Size, deadline),
            IsRepeatable = false,
        }, cancellationToken);
    }

    // Null: the registry doesn't know the way of pieces.
    private async Task<UploadSession?> SendPiecesAsync(Upload upload, UploadSession session, string path, CancellationToken cancellationToken)
    {
        var piece = Math.Max(options.ChunkBytes, session.MinChunkBytes);
        var failures = 0;
        for (var sent = 0L; sent < upload.Blob.Size;)
        {
            var length = Math.Min(piece, upload.Blob.Size - sent);
            var from = sent;
            var request = Request(upload, HttpMethod.Patch, session.Location) with
            {
                Content = deadline => new FileSlice(path, from, length, deadline) { IsPiece = true },
                IsRepeatable = false,
            };
            try
            {
                using var response = await transport.SendAsync(request, cancellationToken, HttpStatusCode.RequestedRangeNotSatisfiable, HttpStatusCode.BadRequest, HttpStatusCode.MethodNotAllowed, HttpStatusCode.UnsupportedMediaType, HttpStatusCode.NotImplemented);
                if (response.IsSuccess)
                {
                    (session, sent, failures) = (UploadSession.Of(response, session.MinChunkBytes), Advanced(upload, UploadSession.Received(response) ?? from + length, from), 0);
                    continue;
                }

                if (from == 0 && response.Status != HttpStatusCode.RequestedRangeNotSatisfiable)
                    return null;
            }
            catch (RegistryException error) when (error.IsTransient && failures < options.Retries)
            {
                await transport.Retry.WaitAsync(failures, error.RetryAfter, cancellationToken);
            }

            if (failures++ >= options.Retries)
                throw Lost(upload, "it takes no more of it");
            (session, sent) = await WhereAsync(upload, session, cancellationToken);
        }

        return session;
    }

    // How much of it the registry has. Docker's registry says 0-0 both for nothing and for one byte; then, and when it forgot the upload, it begins anew.
    private async Task<(UploadSession Session, long Received)> WhereAsync(Upload upload, UploadSession session, CancellationToken cancellationToken)
    {
        using var response = await transport.SendAsync(Request(upload, HttpMethod.Get, session.Location), cancellationToken, HttpStatusCode.NotFound, HttpStatusCode.BadRequest, HttpStatusCode.MethodNotAllowed, HttpStatusCode.RequestedRangeNotSatisfiable);
        if (!response.IsSuccess || UploadSession.Received(response) is not { } received || received <= 1 || received > upload.Blob.Size)
            throw Lost(upload, "it doesn't say how much of it arrived");
        return (session with { Location = response.Location ?? session.Location }, received);
    }

    private static long Advanced(Upload upload, long received, long before) => received > before && received <= upload.Blob.Size ? received : throw Lost(upload, $"it says that it has {received} bytes");

    private static RegistryException Lost(Upload upload, string what) => new(RegistryErrors.Failing, $"{upload.Purpose} failed: the upload was interrupted, and {upload.Target.Registry} can't go on with it: {what}. Run it again.") { IsTransient = true };

    private static RegistryRequest Request(Upload upload, HttpMethod method, Uri uri) => new(method, uri, upload.Target.Registry, upload.Purpose) { Scopes = [RepositoryScope.Push(upload.Target.Repository)] };

    private sealed record Upload(ImageReference Target, Descriptor Blob, string Purpose);
}
