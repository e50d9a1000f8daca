using AgentKit.Server.Files.Crashing;
using AgentKit.Server.Files.Documents;
using AgentKit.Server.Files.Naming;
using AgentKit.Server.Files.Observing;
using AgentKit.Server.Files.Receiving;
using AgentKit.Server.Files.Refusing;
using AgentKit.Server.Files.Scanning;
using AgentKit.Server.Files.Sniffing;
using AgentKit.Server.Files.Storage;
using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.ObjectStorage;

namespace AgentKit.Server.Files.Quarantine;

/// <summary>Takes one file of the quarantine a step further: reads it, has it scanned, publishes or rejects it.</summary>
internal sealed partial class QuarantineCheck(
    ContentReading reading,
    IMalwareScanner scanner,
    IObjectStore store,
    FilePublisher publisher,
    FileAudit audit,
    FileMetrics metrics,
    FileSettings settings,
    ICrashPoints crashPoints,
    TimeProvider time,
    ILogger<QuarantineCheck> logger)
{
    /// <summary>Whoever checks a file and dies keeps others from it for so long.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(15);

    /// <summary>A file of which so many checks came to no end kills whoever checks it: it is checked no more.</summary>
    private const int MostUnfinishedChecks = 5;

    private static readonly TimeSpan s_longestRetry = TimeSpan.FromHours(1);

    public async Task RunAsync(FileDocuments files, StoredFile due, CancellationToken cancellationToken)
    {
        if (await files.ClaimAsync(due, time.GetUtcNow() + Lease, cancellationToken) is not { } file)
            return;
        crashPoints.Passed(CrashPoint.CheckClaimed);
        await using var claim = ClaimKeeping.Start(token => files.KeepAsync(file, time.GetUtcNow() + Lease, token), Lease / 3, time, cancellationToken);
        try
        {
            if (file.UnfinishedChecks > MostUnfinishedChecks)
                await GiveUpAsync(files, file, cancellationToken);
            else
                await CheckAsync(files, file, claim.Held);
        }
        catch (OperationCanceledException) when (claim.IsLost)
        {
            LogTakenOver(logger, file.Id);
        }
        catch (Exception error) when (cancellationToken.IsCancellationRequested || error is OperationCanceledException or MongoConnectionException or MongoNotPrimaryException or MongoNodeIsRecoveringException or MongoExecutionTimeoutException or TimeoutException)
        {
            // This process ends, or the database is away: no fault of the file.
            await TryReleaseAsync(files, file);
            throw;
        }
        catch (ContentRefusedException refused)
        {
            await RejectAsync(files, file, refused.Refusal.Slug, null, cancellationToken);
        }
        catch (ObjectNotFoundException error)
        {
            LogLost(logger, file.Id, error);
            await RejectAsync(files, file, "object-lost", null, cancellationToken);
        }
        catch (Exception error) when (error is ObjectStoreException and not ObjectCorruptException or IOException)
        {
            LogStoreAway(logger, file.Id, error);
            await PostponeAsync(files, file, "store_away", cancellationToken);
        }
    }

    private async Task CheckAsync(FileDocuments files, StoredFile file, CancellationToken cancellationToken)
    {
        if (file.IsInspected == false)
        {
            var (kind, sha256) = await reading.ReadWholeAsync(file.ObjectKey, file.SizeBytes, RequestOf(file), cancellationToken);
            if (await files.InspectedAsync(file, FileKinds.Of(kind).MediaType, sha256, cancellationToken) is not { } inspected)
                return;
            file = inspected;
            crashPoints.Passed(CrashPoint.Inspected);
        }

        if (scanner.IsConfigured)
        {
            var verdict = await ScanAsync(file, cancellationToken);
            metrics.Checked(verdict.Outcome.ToString().ToLowerInvariant());
            if (verdict.Outcome == ScanOutcome.Infected)
            {
                await RejectAsync(files, file, new Refusal(RefusalReason.Malware, "").Slug, verdict.Detail, cancellationToken);
                return;
            }

            if (verdict.Outcome == ScanOutcome.TooLarge)
            {
                // However often it is asked, the scanner won't look at it, and nothing is published unscanned.
                LogTooLarge(logger, file.Id, file.SizeBytes, verdict.Detail);
                await RejectAsync(files, file, "file-too-large-to-scan", null, cancellationToken);
                return;
            }

            if (verdict.Outcome != ScanOutcome.Clean)
            {
                LogNotScanned(logger, file.Id, verdict.Detail);
                await PostponeAsync(files, file, null, cancellationToken);
                return;
            }
        }

        if (await publisher.PublishAsync(files, file, cancellationToken) is not null)
            metrics.Checked("published");
    }

    private async Task<ScanVerdict> ScanAsync(StoredFile file, CancellationToken cancellationToken)
    {
        await using var content = await new StoredObjectContent(store, file.ObjectKey, file.SizeBytes).OpenAsync(0, null, cancellationToken);
        return await scanner.ScanAsync(content, cancellationToken);
    }

    private async Task RejectAsync(FileDocuments files, StoredFile file, string reason, string? malware, CancellationToken cancellationToken)
    {
        if (await files.RejectAsync(file, reason, malware, cancellationToken) is not { } rejected)
            return;
        crashPoints.Passed(CrashPoint.FileRejected);
        metrics.Checked("rejected");
        LogRejected(logger, file.Id, reason);
        await audit.RejectedAsync(rejected, cancellationToken);
        await publisher.RemoveAsync(files, rejected, cancellationToken);
    }

    private async Task GiveUpAsync(FileDocuments files, StoredFile file, CancellationToken cancellationToken)
    {
        LogGivenUp(logger, file.Id, MostUnfinishedChecks);
        metrics.Checked("given_up");
        await RejectAsync(files, file, "check-failed", null, cancellationToken);
    }

    private async Task TryReleaseAsync(FileDocuments files, StoredFile file)
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await files.PostponeAsync(file, time.GetUtcNow() + settings.CheckRetry, bound.Token);
        }
        catch (Exception error) when (error is MongoException or TimeoutException or OperationCanceledException)
        {
            // The claim ends by itself.
        }
    }

    private async Task PostponeAsync(FileDocuments files, StoredFile file, string? outcome, CancellationToken cancellationToken)
    {
        if (outcome is not null)
            metrics.Checked(outcome);
        var wait = Math.Min(settings.CheckRetry.TotalSeconds * Math.Pow(2, Math.Min(20, (file.Attempts ?? 1) - 1)), s_longestRetry.TotalSeconds);
        await files.PostponeAsync(file, time.GetUtcNow() + TimeSpan.FromSeconds(wait), cancellationToken);
    }

    private UploadRequest RequestOf(StoredFile file) => new()
    {
        Rule = settings.RuleFor(file.FileCategory),
        Name = FileName.Parse(file.FileName).Name!,
        LengthBytes = file.SizeBytes,
        Sha256 = file.ExpectedSha256,
        // What was declared was compared with the first bytes when the upload was completed.
        DeclaredType = null,
    };

    [LoggerMessage(42, LogLevel.Warning, "File {FileId} is rejected: {Reason}.")]
    private static partial void LogRejected(ILogger logger, ObjectId fileId, string reason);

    [LoggerMessage(43, LogLevel.Warning, "File {FileId} stays in quarantine: {Detail}.")]
    private static partial void LogNotScanned(ILogger logger, ObjectId fileId, string detail);

    [LoggerMessage(44, LogLevel.Error, "File {FileId} has lost its object.")]
    private static partial void LogLost(ILogger logger, ObjectId fileId, Exception error);

    [LoggerMessage(45, LogLevel.Warning, "File {FileId} stays in quarantine: the object store is away.")]
    private static partial void LogStoreAway(ILogger logger, ObjectId fileId, Exception error);

    [LoggerMessage(54, LogLevel.Warning, "The check of file {FileId} took too long here; another instance has taken it over.")]
    private static partial void LogTakenOver(ILogger logger, ObjectId fileId);

    [LoggerMessage(56, LogLevel.Error, "File {FileId} has {SizeBytes} bytes, {Detail}, and is rejected unscanned. Raise clamd's limits to the largest category, or tell them by AGENTKIT_FILES_CLAMAV_MAX_BYTES.")]
    private static partial void LogTooLarge(ILogger logger, ObjectId fileId, long sizeBytes, string detail);

    [LoggerMessage(55, LogLevel.Error, "File {FileId} is rejected unchecked: {Count} checks of it in a row came to no end. What ended them stands above, or the process died of it.")]
    private static partial void LogGivenUp(ILogger logger, ObjectId fileId, int count);
}
