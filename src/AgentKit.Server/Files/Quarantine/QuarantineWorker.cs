using AgentKit.Server.Files.Documents;
using AgentKit.Server.Organizations;
using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.ObjectStorage;

namespace AgentKit.Server.Files.Quarantine;

/// <summary>
/// Does what is due of files: checks those in quarantine, deletes the objects of those that are rejected, deleted or moved. Any number of
/// instances may do so at once: each claims a file before it begins.
/// </summary>
internal sealed partial class QuarantineWorker(
    ServiceDatabase database,
    QuarantineCheck check,
    FilePublisher publisher,
    FileAudit audit,
    QuarantineBell bell,
    FileSettings settings,
    TimeProvider time,
    ILogger<QuarantineWorker> logger) : BackgroundService
{
    /// <summary>Few: each may read a whole file, and requests come first.</summary>
    private const int AtOnce = 2, PageSize = 50;

    private static readonly TimeSpan s_removalLease = TimeSpan.FromMinutes(1);

    /// <summary>Does all that is due now.</summary>
    /// <returns>How many files something was due of.</returns>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var due = await ReadableDocuments.FindAsync(
            database.Collection<StoredFile>(StoredFile.CollectionName),
            Builders<StoredFile>.Filter.Lte(x => x.DueAt, now),
            Builders<StoredFile>.Sort.Ascending(x => x.DueAt),
            PageSize,
            (id, error) => LogUnreadable(logger, id, error),
            cancellationToken);
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, DoAsync);
        return due.Count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The host starts its services one after the other: the first await lets it go on.
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await RunOnceAsync(stoppingToken) == PageSize)
                {
                }

                await bell.WaitAsync(settings.CheckRetry, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                // Whatever it is: an exception that leaves here would stop the host.
                LogEndedEarly(logger, error);
                await Task.Delay(settings.CheckRetry, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async ValueTask DoAsync(StoredFile due, CancellationToken cancellationToken)
    {
        var files = new FileDocuments(database.Of(due.OrganizationId), time);
        try
        {
            if (due.Status == FileStatus.Quarantined)
                await check.RunAsync(files, due, cancellationToken);
            else if (await files.ClaimAsync(due, time.GetUtcNow() + s_removalLease, cancellationToken) is { } file)
                await EndAsync(files, file, cancellationToken);
        }
        catch (ObjectStoreException error)
        {
            LogLeft(logger, due.Id, error);
        }
        catch (Exception error) when (error is not (MongoConnectionException or TimeoutException) && !cancellationToken.IsCancellationRequested)
        {
            // One file must not keep the others waiting; its claim brings it back.
            LogFailed(logger, due.Id, error);
        }
    }

    private async Task EndAsync(FileDocuments files, StoredFile file, CancellationToken cancellationToken)
    {
        // Whoever rejected it may have died, or lost the database, before that was recorded.
        if (file.Status == FileStatus.Rejected)
            await audit.RejectedAsync(file, cancellationToken);
        await publisher.RemoveAsync(files, file, cancellationToken);
    }

    [LoggerMessage(46, LogLevel.Warning, "Looking for what is due of files ended early; it is done again. As a rule the database is away.")]
    private static partial void LogEndedEarly(ILogger logger, Exception error);

    [LoggerMessage(57, LogLevel.Warning, "What is due of file {FileId} is left to a newer version: this one can't read its document.")]
    private static partial void LogUnreadable(ILogger logger, string fileId, Exception error);

    [LoggerMessage(47, LogLevel.Warning, "What is due of file {FileId} waits: the object store is away.")]
    private static partial void LogLeft(ILogger logger, ObjectId fileId, Exception error);

    [LoggerMessage(48, LogLevel.Error, "What is due of file {FileId} failed; it is tried again.")]
    private static partial void LogFailed(ILogger logger, ObjectId fileId, Exception error);
}
