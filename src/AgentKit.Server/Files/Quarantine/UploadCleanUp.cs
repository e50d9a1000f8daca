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
    public async Task TryAsync(UploadInProgress upload)
    {
        using var bound = new CancellationTokenSource(s_bound);
        try
        {
            if (await uploads.AbandonAsync(upload.Id, bound.Token))
                await RemoveAsync(upload, bound.Token);
        }
        catch (Exception error) when (error is ObjectStoreException or MongoException or TimeoutException or OperationCanceledException)
        {
            LogLeftToSweeper(logger, upload.Id, error);
        }
    }

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

    [LoggerMessage(41, LogLevel.Warning, "What is left of upload {UploadId} could not be cleaned away now: the sweeper will do it.")]
    private static partial void LogLeftToSweeper(ILogger logger, ObjectId uploadId, Exception error);
}
