using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Catalog;

/// <summary><c>compact</c>: there is nothing to free, and the reply says so.</summary>
internal sealed class CompactCommand : SynchronousCommand
{
    public override string Name => "compact";

    protected override BsonDocument Run(CommandRequest request)
    {
        foreach (var option in new[] { "force", "freeSpaceTargetMB", "dryRun" })
            _ = request.Body.Value(option);
        var collection = request.Find(request.Namespace) ?? throw new CommandException(ServerError.NamespaceNotFound, $"Collection does not exist: {request.Namespace}");
        request.Body.RejectUnknown();
        if (collection.IsView)
            throw new CommandException(ServerError.CommandNotSupportedOnView, "can't compact a view");
        return new BsonDocument("bytesFreed", 0);
    }
}
