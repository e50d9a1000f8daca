using AgentKit.Server.Files.Crashing;
using AgentKit.Server.Files.Documents;
using AgentKit.Server.Files.Storage;
using Pipeline.ObjectStorage;

namespace AgentKit.Server.Files.Quarantine;

/// <summary>
/// Moves a file out of quarantine: copy, then the document, then delete. Wherever that ends, beginning again comes to the same end, and no
/// document ever says available of an object that isn't there whole.
/// </summary>
internal sealed class FilePublisher(IObjectStore store, ICrashPoints crashPoints)
{
    /// <returns>Null when the file was deleted meanwhile.</returns>
    public async Task<StoredFile?> PublishAsync(FileDocuments files, StoredFile file, CancellationToken cancellationToken)
    {
        var clean = ObjectKeys.Clean(file.Id);
        var copy = await store.CopyAsync(ObjectKeys.Quarantine(file.Id), clean, new CopyOptions { ContentType = file.ContentType }, cancellationToken);
        if (copy.LengthBytes != file.SizeBytes)
            throw new InvalidOperationException($"The copy of file {file.Id} has {copy.LengthBytes} bytes instead of {file.SizeBytes}. It stays in quarantine.");
        crashPoints.Passed(CrashPoint.ObjectCopied);

        var published = await files.PublishAsync(file.Id, clean, cancellationToken);
        if (published is null)
        {
            await store.DeleteAsync(clean, cancellationToken);
            return null;
        }

        crashPoints.Passed(CrashPoint.FilePublished);
        await RemoveAsync(files, published, cancellationToken);
        return published;
    }

    /// <summary>Deletes the objects that a file doesn't need: that in quarantine once it is published, both once it is rejected or deleted.</summary>
    public async Task RemoveAsync(FileDocuments files, StoredFile file, CancellationToken cancellationToken)
    {
        await store.DeleteAsync(ObjectKeys.Quarantine(file.Id), cancellationToken);
        if (file.Status is FileStatus.Rejected or FileStatus.Deleted)
        {
            await store.DeleteAsync(ObjectKeys.Clean(file.Id), cancellationToken);
            // Versions before 0.2.0 had keys of their own.
            await store.DeleteAsync(file.ObjectKey, cancellationToken);
        }

        crashPoints.Passed(CrashPoint.ObjectsDeleted);
        await files.DoneAsync(file.Id, cancellationToken);
    }
}
