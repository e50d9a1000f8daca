using AgentKit.Server.Files.Documents;
using AgentKit.Server.Files.Observing;
using AgentKit.Server.Files.Storage;
using AgentKit.Server.Organizations;
using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.ObjectStorage;

namespace AgentKit.Server.Files.Sweeping;

/// <summary>
/// Compares what may be downloaded with the files that there are, a page at a time and all of it once a day: an object that came back is found,
/// as after moving a store while files were deleted. Slow on purpose, and careful: here stands the only copy of what clients sent.
/// </summary>
internal sealed partial class CleanSweep(ServiceDatabase database, IObjectStore store, FileMetrics metrics, FileSettings settings, ILogger<CleanSweep> logger)
{
    private const int PageSize = 500;

    /// <summary>
    /// An object that no document knows at all is left alone for so long. A database that was restored from yesterday's backup doesn't know
    /// today's files either, and whoever restored it has this time to find that out.
    /// </summary>
    private static readonly TimeSpan s_unknownAge = TimeSpan.FromDays(30);

    private static readonly TimeSpan s_pause = TimeSpan.FromDays(1);

    private string? _after;
    private DateTimeOffset _restsUntil;

    /// <summary>Looks at the next page.</summary>
    public async Task RunAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (now < _restsUntil)
            return;
        Dictionary<ObjectId, StoredObject> page = [];
        var seen = 0;
        string? last = null;
        await foreach (var found in store.ListAsync(ObjectKeys.CleanPrefix, _after, cancellationToken))
        {
            last = found.Key;
            if (found.LastModified < now - settings.OrphanAge && ObjectKeys.IdOf(found.Key) is { } id && found.Key == ObjectKeys.Clean(id))
                page[id] = found;
            if (++seen == PageSize)
                break;
        }

        await CompareAsync(page, now, cancellationToken);
        _after = seen == PageSize ? last : null;
        if (_after is null)
            _restsUntil = now + s_pause;
    }

    private async Task CompareAsync(Dictionary<ObjectId, StoredObject> page, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (page.Count == 0)
            return;
        // As they stand in the database: a status of a newer version is one that keeps its object.
        var known = await database.Collection<BsonDocument>(StoredFile.CollectionName)
            .Find(Builders<BsonDocument>.Filter.In("_id", page.Keys))
            .Project(Builders<BsonDocument>.Projection.Include("status"))
            .ToListAsync(cancellationToken);
        var statuses = known.ToDictionary(x => x["_id"].AsObjectId, x => x.GetValue("status", "available").AsString);
        foreach (var (id, found) in page)
        {
            var isGone = statuses.TryGetValue(id, out var status) ? status is "deleted" or "rejected" : found.LastModified < now - s_unknownAge;
            if (!isGone)
                continue;
            await store.DeleteAsync(found.Key, cancellationToken);
            metrics.Swept("orphaned_clean_object");
            LogSwept(logger, id, status ?? "unknown");
        }
    }

    [LoggerMessage(59, LogLevel.Warning, "The content of file {FileId} was still there though the file is {Status}; it is deleted.")]
    private static partial void LogSwept(ILogger logger, ObjectId fileId, string status);
}
