using AgentKit.Server.Files.Crashing;
using AgentKit.Server.Files.Documents;
using AgentKit.Server.Files.Observing;
using AgentKit.Server.Files.Quarantine;
using AgentKit.Server.Organizations;
using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.ObjectStorage;

namespace AgentKit.Server.Files.Sweeping;

/// <summary>Cleans away what uploads left behind that ended in the middle. One instance does so at a time.</summary>
internal sealed partial class FileSweeper(
    ServiceDatabase database,
    IObjectStore store,
    OrphanSweep orphans,
    CleanSweep clean,
    FileMetrics metrics,
    FileSettings settings,
    ICrashPoints crashPoints,
    TimeProvider time,
    ILogger<FileSweeper> logger,
    ILoggerFactory loggers) : BackgroundService
{
    private const int PageSize = 100;

    private static readonly TimeSpan s_retry = TimeSpan.FromMinutes(5);

    private readonly string _holder = Guid.NewGuid().ToString("n");

    /// <summary>Sweeps once, if no other instance does.</summary>
    public async Task<bool> RunOnceAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var wanted = new SweeperLease { Id = "file-sweeper", Holder = _holder, ExpiresAt = now + (3 * settings.SweepInterval) + s_retry };
        if (!await SweeperLease.TryTakeAsync(database.Collection<SweeperLease>(SweeperLease.CollectionName), wanted, now, cancellationToken))
            return false;

        await EndExpiredAsync(now, cancellationToken);
        await orphans.RunAsync(now - settings.OrphanAge, cancellationToken);
        await clean.RunAsync(now, cancellationToken);
        await MeasureAsync(now, cancellationToken);
        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(settings.SweepInterval, time);
        while (await WaitAsync(timer, stoppingToken))
        {
            try
            {
                await RunOnceAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                // Whatever it is: an exception that leaves here would stop the host.
                LogFailed(logger, error);
            }
        }
    }

    private static async Task<bool> WaitAsync(PeriodicTimer timer, CancellationToken cancellationToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Uploads whose time is over: those that became files only lose their own document, the others all that they stored.</summary>
    private async Task EndExpiredAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var expired = await ReadableDocuments.FindAsync(
            database.Collection<UploadInProgress>(UploadInProgress.CollectionName),
            Builders<UploadInProgress>.Filter.Lte(x => x.ExpiresAt, now),
            Builders<UploadInProgress>.Sort.Ascending(x => x.ExpiresAt),
            PageSize,
            (id, error) => LogUnreadable(logger, id, error),
            cancellationToken);
        foreach (var upload in expired)
        {
            var organization = database.Of(upload.OrganizationId);
            var uploads = new UploadDocuments(organization, time);
            var cleanUp = new UploadCleanUp(uploads, store, crashPoints, loggers.CreateLogger<UploadCleanUp>());
            try
            {
                if (await new FileDocuments(organization, time).ExistsAsync(upload.Id, cancellationToken))
                {
                    await cleanUp.EndAsync(upload, cancellationToken);
                }
                else if (await uploads.AbandonExpiredAsync(upload, now + s_retry, cancellationToken))
                {
                    await cleanUp.RemoveAsync(upload, cancellationToken);
                    metrics.Swept("expired_upload");
                    LogSwept(logger, upload.Id);
                }
            }
            catch (Exception error) when (error is not (MongoException or TimeoutException) && !cancellationToken.IsCancellationRequested)
            {
                // One upload must not keep the others waiting.
                LogLeft(logger, upload.Id, error);
            }
        }
    }

    private async Task MeasureAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var oldest = await database.Collection<StoredFile>(StoredFile.CollectionName).Find(Builders<StoredFile>.Filter.Eq(x => x.Status, FileStatus.Quarantined)).Sort(Builders<StoredFile>.Sort.Ascending(x => x.UploadedAt)).Limit(1).Project(x => (DateTimeOffset?)x.UploadedAt).FirstOrDefaultAsync(cancellationToken);
        metrics.Oldest(oldest is { } at ? now - at : TimeSpan.Zero);
    }

    [LoggerMessage(49, LogLevel.Information, "Upload {UploadId} was never completed; it is cleaned away.")]
    private static partial void LogSwept(ILogger logger, ObjectId uploadId);

    [LoggerMessage(58, LogLevel.Warning, "Upload {UploadId} is left to a newer version: this one can't read its document.")]
    private static partial void LogUnreadable(ILogger logger, string uploadId, Exception error);

    [LoggerMessage(50, LogLevel.Warning, "What is left of upload {UploadId} is cleaned away later. As a rule the object store is away.")]
    private static partial void LogLeft(ILogger logger, ObjectId uploadId, Exception error);

    [LoggerMessage(51, LogLevel.Warning, "Sweeping ended early; it is done again.")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
