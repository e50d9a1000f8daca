using AgentKit.Server.Auditing;
using AgentKit.Server.Files.Categories;
using AgentKit.Server.Files.Crashing;
using AgentKit.Server.Files.Documents;
using AgentKit.Server.Files.Observing;
using AgentKit.Server.Files.Scanning;
using AgentKit.Server.Files.Storage;
using AgentKit.Server.Json;
using AgentKit.Server.Problems;
using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.ObjectStorage;

namespace AgentKit.Server.Files.Quarantine;

/// <summary>Makes a file of an upload whose object is in quarantine, and publishes it at once where nothing is left to check.</summary>
internal sealed partial class FileTaking(
    FileDocuments files,
    UploadDocuments uploads,
    UploadCleanUp cleanUp,
    FilePublisher publisher,
    IMalwareScanner scanner,
    IAuditLog audit,
    QuarantineBell bell,
    FileMetrics metrics,
    FileSettings settings,
    ICrashPoints crashPoints,
    TimeProvider time,
    ILogger<FileTaking> logger)
{
    private ObjectId? _taken;

    /// <summary>Whether the file is there: from then on its object must stay, whatever else goes wrong.</summary>
    public bool IsTaken(ObjectId id) => _taken == id;

    public async Task<StoredFile> TakeAsync(UploadInProgress upload, TakenObject taken, CancellationToken cancellationToken)
    {
        if (!await uploads.StoredAsync(upload.Id, time.GetUtcNow() + KeptFor(upload), cancellationToken))
            throw new ProblemException(Problem.Of(StatusCodes.Status409Conflict, "upload-expired", "The upload has expired", "It took too long, and is being cleaned away. Begin a new one."));
        crashPoints.Passed(CrashPoint.UploadStored);
        return await WriteAsync(upload, taken, cancellationToken);
    }

    /// <summary>Writes the file of an upload whose object is taken. It may be asked again: the file's id is the upload's.</summary>
    public async Task<StoredFile> WriteAsync(UploadInProgress upload, TakenObject taken, CancellationToken cancellationToken)
    {
        var publishNow = taken.IsInspected && !scanner.IsConfigured && taken.SizeBytes <= settings.InlineCheckMaxBytes;
        var now = time.GetUtcNow().ToMilliseconds();
        var file = new StoredFile
        {
            Id = upload.Id,
            OrganizationId = upload.OrganizationId,
            ClientId = upload.ClientId,
            FileCategory = upload.FileCategory,
            FileName = upload.FileName,
            ContentType = taken.ContentType,
            SizeBytes = taken.SizeBytes,
            ObjectKey = ObjectKeys.Quarantine(upload.Id),
            Sha256 = taken.Sha256,
            ExpectedSha256 = taken.IsInspected ? null : taken.Sha256 ?? upload.Sha256,
            Status = FileStatus.Quarantined,
            IsInspected = taken.IsInspected,
            UploadedAt = now,
            UploadedBy = upload.CreatedBy,
            DueAt = publishNow ? (now + QuarantineCheck.Lease).ToMilliseconds() : now,
            Claim = publishNow ? FileDocuments.NewClaim() : null,
            Version = 1,
        };
        // Whether a transaction whose answer got lost was carried out isn't known: the object stays, and whoever finds no document cleans it away.
        _taken = upload.Id;
        try
        {
            await audit.RecordAsync(token => InsertAsync(file, token), Uploaded);
        }
        catch (MongoWriteException error) when (error.WriteError.Category == ServerErrorCategory.DuplicateKey)
        {
            // A transaction whose answer got lost, or another request that completes the same upload.
            return await files.ReadAsync(upload.Id, cancellationToken) is { Status: not FileStatus.Deleted } known ? known : throw new ProblemException(Problem.NotFound("upload"));
        }

        crashPoints.Passed(CrashPoint.FileWritten);
        metrics.Taken(file.FileCategory, file.SizeBytes);
        return await FinishAsync(upload, file, publishNow);
    }

    /// <summary>Of an upload that its sender can complete again, the bytes are kept for as long as for an upload; of another nobody asks any more.</summary>
    private TimeSpan KeptFor(UploadInProgress upload) =>
        upload.Method == UploadMethod.Streamed || settings.UploadLifetime < UploadDocuments.CompletingLease ? UploadDocuments.CompletingLease : settings.UploadLifetime;

    private async Task<StoredFile?> InsertAsync(StoredFile file, CancellationToken cancellationToken)
    {
        await files.InsertAsync(file, cancellationToken);
        return file;
    }

    private static AuditEvent Uploaded(StoredFile file) => new()
    {
        Action = "file.uploaded",
        ResourceType = "file",
        ResourceId = file.Id.ToString(),
        ClientId = file.ClientId,
        Details = new Dictionary<string, string> { ["category"] = file.FileCategory.Name() },
    };

    /// <summary>The file is taken: what fails now is finished by the worker, and is no failure of the upload.</summary>
    private async Task<StoredFile> FinishAsync(UploadInProgress upload, StoredFile file, bool publishNow)
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromMinutes(1), time);
        try
        {
            await cleanUp.EndAsync(upload, bound.Token);
            crashPoints.Passed(CrashPoint.UploadEnded);
            if (publishNow)
                return await publisher.PublishAsync(files, file, bound.Token) ?? file;
        }
        catch (Exception error)
        {
            // Whatever it is, the caller's file is safe.
            LogLeftToWorker(logger, file.Id, error);
        }

        bell.Ring();
        return file;
    }

    [LoggerMessage(40, LogLevel.Warning, "File {FileId} is taken and stays in quarantine for now: the worker will publish it.")]
    private static partial void LogLeftToWorker(ILogger logger, ObjectId fileId, Exception error);
}
