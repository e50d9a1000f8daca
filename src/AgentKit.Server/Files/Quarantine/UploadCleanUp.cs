using AgentKit.Server.Files.Crashing;
using AgentKit.Server.Files.Documents;
using AgentKit.Server.Files.Storage;
using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.ObjectStorage;

namespace AgentKit.Server.Files.Quarantine;

/// <summary>Ends uploads in progress: those that became files, and those of which nothing came.</summary>
internal sealed partial class UploadCleanUp(UploadDocuments uploads, IObjectStore store, ICrashPoints crashPoints, ILogger<UploadCleanUp> logger)
{
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(10);

    /// <summary>After a refusal or a failure: takes back what was written. What can't be taken back now is left to the sweeper.</summary>
    public Task TryAsync(UploadInProgress upload) => TryAsync(upload, async cancellationToken =>
    {
        if (await uploads.AbandonAsync(upload.Id, cancellationToken))
            await RemoveAsync(upload, cancellationToken);
    });

    /// <summary>Takes back what was written of an upload that is marked as abandoned.</summary>
    public Task TryRemoveAsync(UploadInProgress upload) => TryAsync(upload, cancellationToken => RemoveAsync(upload, cancellationToken));

    /// <summary>Deletes everything of an upload that is marked as abandoned; its document last.</summary>
    public async Task RemoveAsync(UploadInProgress upload, CancellationToken cancellationToken)
    {
        crashPoints.Passed(CrashPoint.UploadAbandoned);
        if (upload.StoreUploadId is { } parts)
            await store.AbortMultipartAsync(ObjectKeys.Quarantine(upload.Id), parts, cancellationToken);
        await store.DeleteAsync(ObjectKeys.Quarantine(upload.Id), cancellationToken);
        await EndAsync(upload, cancellationToken);
    }

    /// <summary>Ends an upload that became a file: what was put by a presigned request is copied and no longer needed.</summary>
    public async Task EndAsync(UploadInProgress upload, CancellationToken cancellationToken)
    {
        if (upload.Method == UploadMethod.Direct)
            await store.DeleteAsync(ObjectKeys.Incoming(upload.Id), cancellationToken);
        await uploads.EndAsync(upload.Id, cancellationToken);
    }

    private async Task TryAsync(UploadInProgress upload, Func<CancellationToken, Task> clean)
    {
        // The caller may be gone; what was written is cleaned away all the same.
        using var bound = new CancellationTokenSource(s_bound);
        try
        {
            await clean(bound.Token);
        }
        catch (Exception error) when (error is ObjectStoreException or MongoException or TimeoutException or OperationCanceledException)
        {
            LogLeftToSweeper(logger, upload.Id, error);
        }
    }

    [LoggerMessage(41, LogLevel.Warning, "What is left of upload {UploadId} could not be cleaned away now: the sweeper will do it.")]
    private static partial void LogLeftToSweeper(ILogger logger, ObjectId uploadId, Exception error);
}
