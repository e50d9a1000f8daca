using System.Runtime.ExceptionServices;
using AgentKit.Server.Access;
using AgentKit.Server.Files.Crashing;
using AgentKit.Server.Files.Documents;
using AgentKit.Server.Files.Quarantine;
using AgentKit.Server.Files.Receiving;
using AgentKit.Server.Files.Refusing;
using AgentKit.Server.Files.Storage;
using AgentKit.Server.Json;
using AgentKit.Server.Problems;
using MongoDB.Bson;
using Pipeline.ObjectStorage;

namespace AgentKit.Server.Files.Direct;

/// <summary>Uploads whose bytes go to the object store themselves, or come in parts: begun, gone on with, given up. <see cref="UploadCompletion"/> ends them.</summary>
internal sealed class DirectUploads(Caller caller, UploadDocuments uploads, UploadCleanUp cleanUp, IObjectStore store, FileSettings settings, ICrashPoints crashPoints, TimeProvider time)
{
    public async Task<UploadAnswer> BeginAsync(string clientId, UploadRequest request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToMilliseconds();
        var size = request.LengthBytes!.Value;
        var inParts = size >= settings.MultipartFromBytes;
        var upload = new UploadInProgress
        {
            Id = ObjectId.GenerateNewId(),
            OrganizationId = caller.OrganizationId,
            ClientId = clientId,
            Method = inParts ? UploadMethod.Multipart : UploadMethod.Direct,
            State = UploadState.Uploading,
            FileCategory = request.Rule.Category,
            FileName = request.Name.Value,
            DeclaredType = request.DeclaredType,
            SizeBytes = size,
            Sha256 = request.Sha256,
            PartBytes = inParts ? PartSizes.For(size) : null,
            CreatedAt = now,
            CreatedBy = caller.Subject,
            ExpiresAt = now + settings.UploadLifetime,
        };
        await uploads.InsertAsync(upload, cancellationToken);
        crashPoints.Passed(CrashPoint.UploadBegun);
        return inParts ? await BeginPartsAsync(upload, cancellationToken) : await PresignAsync(upload, cancellationToken);
    }

    public async Task<UploadAnswer> DescribeAsync(UploadInProgress upload, CancellationToken cancellationToken) =>
        UploadAnswer.Of(upload, parts: upload.StoreUploadId is { } id ? await PartsAsync(upload, id, cancellationToken) : null);

    /// <summary>Stores one part; the same number again replaces it.</summary>
    /// <param name="upload">The upload.</param>
    /// <param name="number">From 1.</param>
    /// <param name="sha256">The part's announced checksum.</param>
    /// <param name="body">The bytes.</param>
    /// <param name="cancellationToken">The request is aborted.</param>
    public async Task<PartAnswer> PutPartAsync(UploadInProgress upload, int number, string? sha256, Stream body, CancellationToken cancellationToken)
    {
        if (!await uploads.ExtendAsync(upload.Id, time.GetUtcNow() + settings.UploadLifetime, cancellationToken))
            throw new ProblemException(FileProblems.Busy());
        var length = upload.LengthOfPart(number);
        using var check = new Sha256Check(sha256);
        var received = new ReceivedStream(body, ReadOnlyMemory<byte>.Empty, check, new ReceivedLimits(length, length, new Refusal(RefusalReason.SizeMismatch, $"Part {number} has {length} bytes.")));
        try
        {
            var part = await store.PutPartAsync(ObjectKeys.Quarantine(upload.Id), upload.StoreUploadId!, number, received, length, cancellationToken);
            crashPoints.Passed(CrashPoint.PartStored);
            return new PartAnswer(part.Number, part.LengthBytes);
        }
        catch (Exception) when (received.Refusal is { } refusal)
        {
            throw FileProblems.Refused(refusal);
        }
        catch (Exception) when (received.SenderFailure is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
            throw;
        }
        catch (UploadNotFoundException)
        {
            throw new ProblemException(FileProblems.Busy());
        }
    }

    /// <summary>Gives an upload up.</summary>
    public async Task AbortAsync(UploadInProgress upload, CancellationToken cancellationToken)
    {
        if (upload.State == UploadState.Completing || !await uploads.AbandonAsync(upload.Id, cancellationToken))
            throw new ProblemException(FileProblems.Busy());
        await cleanUp.TryRemoveAsync(upload);
    }

    private async Task<UploadAnswer> PresignAsync(UploadInProgress upload, CancellationToken cancellationToken)
    {
        var request = await store.PresignPutAsync(
            ObjectKeys.Incoming(upload.Id),
            new PresignPutOptions { ExpiresIn = settings.PresignLifetime, LengthBytes = upload.SizeBytes!.Value, ContentType = upload.DeclaredType! },
            cancellationToken);
        return UploadAnswer.Of(upload, request);
    }

    private async Task<UploadAnswer> BeginPartsAsync(UploadInProgress upload, CancellationToken cancellationToken)
    {
        var id = await store.BeginMultipartAsync(ObjectKeys.Quarantine(upload.Id), new MultipartOptions { ContentType = upload.DeclaredType! }, cancellationToken);
        crashPoints.Passed(CrashPoint.PartsBegun);
        await uploads.SetStoreUploadAsync(upload.Id, id, cancellationToken);
        return UploadAnswer.Of(upload with { StoreUploadId = id }, parts: []);
    }

    private async Task<IReadOnlyList<UploadedPart>> PartsAsync(UploadInProgress upload, string storeUploadId, CancellationToken cancellationToken)
    {
        try
        {
            return await store.ListPartsAsync(ObjectKeys.Quarantine(upload.Id), storeUploadId, cancellationToken);
        }
        catch (UploadNotFoundException)
        {
            // Joined already, by a completion that hasn't come to its end: nothing needs to be sent again.
            return [.. Enumerable.Range(1, upload.Parts).Select(x => new UploadedPart(x, "", upload.LengthOfPart(x)))];
        }
    }
}
