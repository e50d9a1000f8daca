using AgentKit.Server.Files.Crashing;
using AgentKit.Server.Files.Documents;
using AgentKit.Server.Files.Naming;
using AgentKit.Server.Files.Quarantine;
using AgentKit.Server.Files.Receiving;
using AgentKit.Server.Files.Refusing;
using AgentKit.Server.Files.Sniffing;
using AgentKit.Server.Files.Storage;
using AgentKit.Server.Problems;
using Pipeline.ObjectStorage;

namespace AgentKit.Server.Files.Direct;

/// <summary>
/// Ends a direct upload: what arrived is brought into quarantine, where its sender can't write, looked at there, and taken. Small files are
/// looked at whole before the answer; of large ones the start, and the rest while they stand in quarantine.
/// </summary>
internal sealed class UploadCompletion(UploadDocuments uploads, UploadCleanUp cleanUp, FileTaking taking, ContentReading reading, IObjectStore store, FileSettings settings, ICrashPoints crashPoints)
{
    /// <exception cref="ContentRefusedException">What arrived isn't taken; nothing of it is left.</exception>
    /// <exception cref="ProblemException">Not all has arrived, or another request completes it.</exception>
    public async Task<StoredFile> CompleteAsync(UploadInProgress upload, CancellationToken cancellationToken)
    {
        if (await uploads.BeginCompletingAsync(upload.Id, cancellationToken) is not { } completing)
            throw new ProblemException(FileProblems.Busy());
        crashPoints.Passed(CrashPoint.Completing);
        try
        {
            var key = ObjectKeys.Quarantine(upload.Id);
            var stored = upload.Method == UploadMethod.Multipart ? await JoinAsync(upload, key, cancellationToken) : await FetchAsync(upload, key, cancellationToken);
            crashPoints.Passed(CrashPoint.ObjectStored);
            return await taking.TakeAsync(upload, await LookAsync(upload, key, stored.LengthBytes, cancellationToken), cancellationToken);
        }
        catch (ContentRefusedException)
        {
            await cleanUp.TryAsync(upload);
            throw;
        }
        catch (Exception) when (!taking.IsTaken(upload.Id))
        {
            // Something is missing or away: it can be completed once that is there.
            await uploads.TryReopenAsync(completing);
            throw;
        }
    }

    /// <summary>Goes on with an upload whose object was taken, and of which no file could be written then.</summary>
    /// <exception cref="ProblemException">Another request has gone on with it, or it is being cleaned away.</exception>
    public async Task<StoredFile> ResumeAsync(UploadInProgress upload, CancellationToken cancellationToken)
    {
        if (!await uploads.KeepStoredAsync(upload.Id, cancellationToken))
            throw new ProblemException(FileProblems.Busy());
        var key = ObjectKeys.Quarantine(upload.Id);
        try
        {
            var stored = await store.HeadAsync(key, cancellationToken) ?? throw new ObjectNotFoundException(key);
            return await taking.WriteAsync(upload, await LookAsync(upload, key, stored.LengthBytes, cancellationToken), cancellationToken);
        }
        catch (ObjectNotFoundException)
        {
            // Published and moved meanwhile.
            throw new ProblemException(FileProblems.Busy());
        }
    }

    private async Task<TakenObject> LookAsync(UploadInProgress upload, string key, long lengthBytes, CancellationToken cancellationToken)
    {
        if (lengthBytes != upload.SizeBytes)
            throw new ContentRefusedException(new Refusal(RefusalReason.SizeMismatch, $"{lengthBytes} bytes arrived, and {upload.SizeBytes} were announced. Begin a new upload."));
        var request = new UploadRequest
        {
            Rule = settings.RuleFor(upload.FileCategory),
            Name = FileName.Parse(upload.FileName).Name!,
            LengthBytes = upload.SizeBytes,
            Sha256 = upload.Sha256,
            DeclaredType = upload.DeclaredType,
        };
        if (lengthBytes > settings.InlineCheckMaxBytes)
            return new TakenObject(FileKinds.Of(await reading.ReadStartAsync(key, lengthBytes, request, cancellationToken)).MediaType, lengthBytes, null, IsInspected: false);
        var (kind, sha256) = await reading.ReadWholeAsync(key, lengthBytes, request, cancellationToken);
        return new TakenObject(FileKinds.Of(kind).MediaType, lengthBytes, sha256, IsInspected: true);
    }

    /// <summary>Copies what the presigned request put: its holder can still replace that, but not the copy.</summary>
    private async Task<StoredObject> FetchAsync(UploadInProgress upload, string key, CancellationToken cancellationToken)
    {
        var incoming = await store.HeadAsync(ObjectKeys.Incoming(upload.Id), cancellationToken)
            ?? throw new ProblemException(FileProblems.Incomplete("Nothing has arrived yet. Make the presigned request first."));
        // What is far too large is refused before it is copied.
        if (incoming.LengthBytes != upload.SizeBytes)
            return incoming;
        try
        {
            return await store.CopyAsync(incoming.Key, key, new CopyOptions(), cancellationToken);
        }
        catch (ObjectNotFoundException)
        {
            throw new ProblemException(FileProblems.Busy());
        }
    }

    private async Task<StoredObject> JoinAsync(UploadInProgress upload, string key, CancellationToken cancellationToken)
    {
        // A completion that died after this step has left the object.
        if (await store.HeadAsync(key, cancellationToken) is { } joined)
            return joined;
        if (upload.StoreUploadId is not { } id)
            throw new ProblemException(FileProblems.Incomplete("Nothing has arrived yet. Begin a new upload."));
        var parts = await store.ListPartsAsync(key, id, cancellationToken);
        var arrived = parts.Where(x => x.Number <= upload.Parts && x.LengthBytes == upload.LengthOfPart(x.Number)).ToDictionary(x => x.Number);
        var missing = Enumerable.Range(1, upload.Parts).Where(x => !arrived.ContainsKey(x)).Take(100).ToList();
        if (missing.Count > 0)
            throw new ProblemException(FileProblems.Incomplete("Parts are missing. Send them, then complete again.", missing));
        var stored = await store.CompleteMultipartAsync(key, id, [.. arrived.Values.OrderBy(x => x.Number)], new CompleteOptions(), cancellationToken);
        crashPoints.Passed(CrashPoint.PartsJoined);
        return stored;
    }
}
