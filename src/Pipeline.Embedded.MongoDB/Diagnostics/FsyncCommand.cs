using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;

namespace Pipeline.Embedded.MongoDB.Diagnostics;

/// <summary><c>fsync</c>: forces the journal to the disk; with <c>lock</c>, writes wait from then on.</summary>
internal sealed class FsyncCommand : Command
{
    public override string Name => "fsync";

    public override CommandTraits Traits => CommandTraits.AdminOnly;

    public override async Task<BsonDocument> RunAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var locks = request.Body.Flag("lock");
        foreach (var option in new[] { "async", "fsyncLockAcquisitionTimeoutMillis", "forBackup" })
            _ = request.Body.Value(option);
        request.Body.RejectUnknown();
        var server = request.Server;
        if (!locks)
        {
            await server.Store.SyncAsync().ConfigureAwait(false);
            return new BsonDocument("numFiles", 1);
        }

        var count = await server.WriteLock.LockAsync(cancellationToken).ConfigureAwait(false);
        await server.Store.SyncAsync().ConfigureAwait(false);
        return new BsonDocument
        {
            { "info", "now locked against writes, use db.fsyncUnlock() to unlock" },
            { "lockCount", (long)count },
            { "seeAlso", "http://dochub.mongodb.org/core/fsynccommand" },
        };
    }
}
