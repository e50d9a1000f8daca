using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Catalog;

/// <summary><c>cloneCollectionAsCapped</c>.</summary>
internal sealed class CloneCollectionAsCappedCommand : Command
{
    public override string Name => "cloneCollectionAsCapped";

    public override CommandTraits Traits => CommandTraits.Writes;

    public override async Task<BsonDocument> RunAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var ns = request.Namespace;
        var body = request.Body;
        var target = new Namespace(request.Database, body.Text("toCollection") ?? throw body.Missing("toCollection")).RequireCreatable();
        var size = body.Number("size") ?? 0;
        body.RejectUnknown();
        if (size <= 0)
            throw new CommandException(ServerError.InvalidOptions, "invalid command spec: a capped collection needs a size");

        await request.WriteAsync(
            batch =>
            {
                var source = (batch.Find(ns) ?? throw new CommandException(ServerError.NamespaceNotFound, $"source collection {ns} does not exist")).RequireCollection();
                if (batch.Find(target) is not null)
                    throw new CommandException(ServerError.NamespaceExists, $"cloneCollectionAsCapped failed - destination collection {target} already exists. source collection: {ns}");
                CappedCopy.Write(batch, source, target, size);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
        return [];
    }
}
