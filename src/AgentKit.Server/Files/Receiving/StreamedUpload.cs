using System.Buffers;
using System.Runtime.ExceptionServices;
using AgentKit.Server.Access;
using AgentKit.Server.Files.Crashing;
using AgentKit.Server.Files.Documents;
using AgentKit.Server.Files.Inspecting;
using AgentKit.Server.Files.Quarantine;
using AgentKit.Server.Files.Refusing;
using AgentKit.Server.Files.Sniffing;
using AgentKit.Server.Files.Storage;
using AgentKit.Server.Json;
using MongoDB.Bson;
using Pipeline.ObjectStorage;

namespace AgentKit.Server.Files.Receiving;

/// <summary>
/// An upload as a request's body. Order of the writes: the upload in progress, the object in quarantine, the file's document. A refusal
/// takes back what was written; a death leaves it to the sweeper, which finds it by the first of them.
/// </summary>
internal sealed class StreamedUpload(Caller caller, UploadDocuments uploads, IObjectStore store, FileTaking taking, UploadCleanUp cleanUp, FileSettings settings, ICrashPoints crashPoints, TimeProvider time)
{
    /// <summary>What a dead process began is cleaned away so long after its last sign of life.</summary>
    private static readonly TimeSpan s_lease = TimeSpan.FromMinutes(2);

    /// <param name="clientId">Whose file it is.</param>
    /// <param name="request">What was said of it.</param>
    /// <param name="body">The bytes, read once.</param>
    /// <param name="afterBody">Called when the body has ended and before anything is taken: says whether the request ends there too.</param>
    /// <param name="cancellationToken">The request is aborted.</param>
    /// <exception cref="ContentRefusedException">The content isn't taken, and nothing of it is left.</exception>
    public async Task<StoredFile> ReceiveAsync(string clientId, UploadRequest request, Stream body, Func<CancellationToken, Task> afterBody, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(ContentSniffer.HeadBytes);
        try
        {
            var head = buffer.AsMemory(0, await ReadHeadAsync(body, buffer, request, cancellationToken));
            var sniffed = ContentSniffer.Sniff(head.Span, request.Hints);
            if ((sniffed.Refusal ?? KindRules.CheckStart(sniffed.Kind!.Value, request)) is { } refusal)
                throw new ContentRefusedException(refusal);

            var received = new ReceivedStream(body, head, PassingChecks.For(sniffed.Kind!.Value, request.LengthBytes), new ReceivedLimits(request.Rule.MaxBytes, request.LengthBytes, request.Rule.TooLarge()));
            return await StoreAsync(NewUpload(clientId, request), request, sniffed.Kind.Value, received, afterBody, cancellationToken);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task<int> ReadHeadAsync(Stream body, byte[] buffer, UploadRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await body.ReadAtLeastAsync(buffer.AsMemory(0, ContentSniffer.HeadBytes), ContentSniffer.HeadBytes, throwOnEndOfStream: false, cancellationToken);
        }
        catch (BadHttpRequestException error) when (error.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            // The server reads ahead, and may know already that too much comes.
            throw new ContentRefusedException(request.Rule.TooLarge());
        }
    }

    private async Task<StoredFile> StoreAsync(UploadInProgress upload, UploadRequest request, FileKind kind, ReceivedStream received, Func<CancellationToken, Task> afterBody, CancellationToken cancellationToken)
    {
        await uploads.InsertAsync(upload, cancellationToken);
        crashPoints.Passed(CrashPoint.UploadBegun);
        try
        {
            var key = ObjectKeys.Quarantine(upload.Id);
            TakenObject taken;
            await using (UploadLease.Keep(uploads, upload.Id, s_lease, time))
            {
                var stored = await PutAsync(key, kind, request, received, cancellationToken);
                crashPoints.Passed(CrashPoint.ObjectStored);
                await afterBody(cancellationToken);
                // A large archive takes long to read, and nobody should wait for it: it is read while it stands in quarantine.
                var isInspected = !StoredInspection.Needs(kind) || stored.LengthBytes <= settings.InlineCheckMaxBytes;
                if (isInspected)
                    kind = await InspectAsync(key, stored.LengthBytes, kind, request, cancellationToken);
                taken = new TakenObject(FileKinds.Of(kind).MediaType, stored.LengthBytes, stored.Sha256, isInspected);
            }

            return await taking.TakeAsync(upload, taken, cancellationToken);
        }
        catch (Exception) when (!taking.IsTaken(upload.Id))
        {
            await cleanUp.TryAsync(upload);
            throw;
        }
    }

    private async Task<FileKind> InspectAsync(string key, long lengthBytes, FileKind kind, UploadRequest request, CancellationToken cancellationToken)
    {
        var inspected = await StoredInspection.InspectAsync(new StoredObjectContent(store, key, lengthBytes), kind, settings.Inspection, cancellationToken);
        return KindRules.CheckWhole(inspected, request) is { } refusal ? throw new ContentRefusedException(refusal) : inspected;
    }

    private async Task<StoredObject> PutAsync(string key, FileKind kind, UploadRequest request, ReceivedStream received, CancellationToken cancellationToken)
    {
        try
        {
            return await store.PutAsync(key, received, new PutOptions { ContentType = FileKinds.Of(kind).MediaType, OnlyIfAbsent = true, LengthBytes = request.LengthBytes, ExpectedSha256 = request.Sha256 }, cancellationToken);
        }
        catch (Exception) when (received.Refusal is { } refusal)
        {
            throw new ContentRefusedException(refusal);
        }
        catch (Exception) when (received.SenderFailure is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
            throw;
        }
        catch (ObjectCorruptException) when (request.Sha256 is not null)
        {
            throw new ContentRefusedException(Sha256Check.Mismatch);
        }
    }

    private UploadInProgress NewUpload(string clientId, UploadRequest request)
    {
        var now = time.GetUtcNow().ToMilliseconds();
        return new UploadInProgress
        {
            Id = ObjectId.GenerateNewId(),
            OrganizationId = caller.OrganizationId,
            ClientId = clientId,
            Method = UploadMethod.Streamed,
            State = UploadState.Uploading,
            FileCategory = request.Rule.Category,
            FileName = request.Name.Value,
            DeclaredType = request.Hints.DeclaredType,
            SizeBytes = request.LengthBytes,
            Sha256 = request.Sha256,
            CreatedAt = now,
            CreatedBy = caller.Subject,
            ExpiresAt = now + s_lease,
        };
    }
}
