using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;

namespace Pipeline.Embedded.MongoDB.Diagnostics;

/// <summary><c>fsyncUnlock</c>.</summary>
internal sealed class FsyncUnlockCommand : Command
{
    public override string Name => "fsyncUnlock";

    public override CommandTraits Traits => CommandTraits.AdminOnly;

    public override async Task<BsonDocument> RunAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        request.Body.RejectUnknown();
        var left = await request.Server.WriteLock.UnlockAsync(cancellationToken).ConfigureAwait(false);
        return new BsonDocument { { "info", "fsyncUnlock completed" }, { "lockCount", (long)left } };
    }
}
