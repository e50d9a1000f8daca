using AgentKit.Server.Files.Crashing;
using AgentKit.Server.Files.Documents;
using AgentKit.Server.Files.Storage;
using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.ObjectStorage;

namespace AgentKit.Server.Files.Quarantine;

/// <summary>
/// Moves a file out of quarantine: copy, then the document, then delete. Wherever that ends, beginning again comes to the same end, and no
/// document ever says available of an object that isn't there whole.
/// </summary>
internal sealed partial class FilePublisher(IObjectStore store, ICrashPoints crashPoints, ILogger<FilePublisher> logger)
{
    /// <returns>The file as somebody published it; null when it was rejected or deleted meanwhile, or when another has taken its check over.</returns>
    public async Task<StoredFile?> PublishAsync(FileDocuments files, StoredFile file, CancellationToken cancellationToken)
    {
        var clean = ObjectKeys.Clean(file.Id);
        var copy = await store.CopyAsync(ObjectKeys.Quarantine(file.Id), clean, new CopyOptions { ContentType = file.ContentType }, cancellationToken);
        if (copy.LengthBytes != file.SizeBytes)
            throw new InvalidOperationException($"The copy of file {file.Id} has {copy.LengthBytes} bytes instead of {file.SizeBytes}. It stays in quarantine.");
        crashPoints.Passed(CrashPoint.ObjectCopied);

        var published = await files.PublishAsync(file, clean, cancellationToken);
        if (published is null)
            return await GiveWayAsync(files, file, clean, cancellationToken);

        crashPoints.Passed(CrashPoint.FilePublished);
        await RemoveAsync(files, published, cancellationToken);
        return published;
    }

    /// <summary>Deletes the objects that a file doesn't need: that in quarantine once it is published, both once it is rejected or deleted.</summary>
    public async Task RemoveAsync(FileDocuments files, StoredFile file, CancellationToken cancellationToken)
    {
        await DeleteObjectsAsync(file, cancellationToken);
        await files.DoneAsync(file.Id, cancellationToken);
    }

    /// <summary>As <see cref="RemoveAsync"/>, right after a caller deleted a file; what fails is due, and the worker does it.</summary>
    /// <param name="files">The organisation's files.</param>
    /// <param name="file">The deleted file.</param>
    /// <param name="isLast">False where a check may still copy it: then it stays due.</param>
    public async Task TryRemoveAsync(FileDocuments files, StoredFile file, bool isLast)
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            crashPoints.Passed(CrashPoint.FileDeleted);
            if (isLast)
                await RemoveAsync(files, file, bound.Token);
            else
                await DeleteObjectsAsync(file, bound.Token);
        }
        catch (Exception error) when (error is ObjectStoreException or MongoException or TimeoutException or OperationCanceledException)
        {
            LogLeft(logger, file.Id, error);
        }
    }

    /// <summary>The copy is deleted only when nobody may need it: another may have published the file, or be about to, by this same copy.</summary>
    private async Task<StoredFile?> GiveWayAsync(FileDocuments files, StoredFile file, string clean, CancellationToken cancellationToken)
    {
        var now = await files.ReadAsync(file.Id, cancellationToken);
        if (now?.Status is FileStatus.Rejected or FileStatus.Deleted)
            await store.DeleteAsync(clean, cancellationToken);
        return now?.Status == FileStatus.Available ? now : null;
    }

    private async Task DeleteObjectsAsync(StoredFile file, CancellationToken cancellationToken)
    {
        await store.DeleteAsync(ObjectKeys.Quarantine(file.Id), cancellationToken);
        if (file.Status is FileStatus.Rejected or FileStatus.Deleted)
        {
            await store.DeleteAsync(ObjectKeys.Clean(file.Id), cancellationToken);
            // Files of before have keys of their own.
            await store.DeleteAsync(file.ObjectKey, cancellationToken);
        }

        crashPoints.Passed(CrashPoint.ObjectsDeleted);
    }

    [LoggerMessage(53, LogLevel.Warning, "The objects of the deleted file {FileId} are deleted later.")]
    private static partial void LogLeft(ILogger logger, ObjectId fileId, Exception error);
}
