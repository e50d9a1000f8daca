using AgentKit.Server.Files.Documents;
using AgentKit.Server.Files.Observing;
using AgentKit.Server.Files.Storage;
using AgentKit.Server.Organizations;
using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.ObjectStorage;

namespace AgentKit.Server.Files.Sweeping;

/// <summary>
/// Deletes what no document knows. Documents are written before objects, so this is the net below the net: what a presigned request puts when
/// its upload was cleaned away already, and what an object store makes visible late.
/// </summary>
internal sealed class OrphanSweep(ServiceDatabase database, IObjectStore store, FileMetrics metrics)
{
    private const int BatchSize = 500;

    private IMongoCollection<UploadInProgress> Uploads => database.Collection<UploadInProgress>(UploadInProgress.CollectionName);

    private IMongoCollection<StoredFile> Files => database.Collection<StoredFile>(StoredFile.CollectionName);

    /// <param name="before">Only what is older: younger objects may be about to be known.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        await SweepObjectsAsync(ObjectKeys.IncomingPrefix, before, UnknownUploadsAsync, cancellationToken);
        await SweepObjectsAsync(ObjectKeys.QuarantinePrefix, before, UnknownAsync, cancellationToken);
        await foreach (var pending in store.ListMultipartAsync(ObjectKeys.QuarantinePrefix, cancellationToken))
        {
            if (pending.Begun >= before || ObjectKeys.IdOf(pending.Key) is not { } id)
                continue;
            if (await Uploads.CountDocumentsAsync(Builders<UploadInProgress>.Filter.Where(x => x.Id == id && x.StoreUploadId == pending.UploadId), cancellationToken: cancellationToken) > 0)
                continue;
            await store.AbortMultipartAsync(pending.Key, pending.UploadId, cancellationToken);
            metrics.Swept("orphaned_parts");
        }
    }

    private async Task SweepObjectsAsync(string prefix, DateTimeOffset before, Func<List<ObjectId>, CancellationToken, Task<HashSet<ObjectId>>> unknown, CancellationToken cancellationToken)
    {
        Dictionary<ObjectId, string> batch = [];
        await foreach (var found in store.ListAsync(prefix, null, cancellationToken))
        {
            if (found.LastModified < before && ObjectKeys.IdOf(found.Key) is { } id)
                batch[id] = found.Key;
            if (batch.Count == BatchSize)
                await DeleteAsync();
        }

        await DeleteAsync();

        async Task DeleteAsync()
        {
            foreach (var id in await unknown([.. batch.Keys], cancellationToken))
            {
                await store.DeleteAsync(batch[id], cancellationToken);
                metrics.Swept("orphaned_object");
            }

            batch.Clear();
        }
    }

    private async Task<HashSet<ObjectId>> UnknownUploadsAsync(List<ObjectId> ids, CancellationToken cancellationToken)
    {
        var unknown = ids.ToHashSet();
        unknown.ExceptWith(await Uploads.Find(Builders<UploadInProgress>.Filter.In(x => x.Id, ids)).Project(x => x.Id).ToListAsync(cancellationToken));
        return unknown;
    }

    /// <summary>Neither an upload nor a file that stands in quarantine, or of which something is still to be done.</summary>
    private async Task<HashSet<ObjectId>> UnknownAsync(List<ObjectId> ids, CancellationToken cancellationToken)
    {
        // Uploads first: one that becomes a file between the two questions is found by the second.
        var unknown = await UnknownUploadsAsync(ids, cancellationToken);
        var filter = Builders<StoredFile>.Filter;
        unknown.ExceptWith(await Files.Find(filter.In(x => x.Id, unknown) & (filter.Eq(x => x.Status, FileStatus.Quarantined) | filter.Exists(x => x.DueAt))).Project(x => x.Id).ToListAsync(cancellationToken));
        return unknown;
    }
}
