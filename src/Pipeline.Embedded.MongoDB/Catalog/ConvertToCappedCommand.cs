using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Catalog;

/// <summary><c>convertToCapped</c>. Indexes but the one on _id are lost, as in MongoDB.</summary>
internal sealed class ConvertToCappedCommand : Command
{
    public override string Name => "convertToCapped";

    public override CommandTraits Traits => CommandTraits.Writes;

    public override async Task<BsonDocument> RunAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var ns = request.Namespace;
        var size = request.Body.Number("size") ?? 0;
        request.Body.RejectUnknown();
        if (size <= 0)
            throw new CommandException(ServerError.InvalidOptions, "Capped collection size must be greater than zero");
        CollectionRules.RequireDroppable(ns);

        await request.WriteAsync(
            batch =>
            {
                var source = (batch.Find(ns) ?? throw new CommandException(ServerError.NamespaceNotFound, $"source collection {ns} does not exist")).RequireCollection();
                batch.Drop(source);
                CappedCopy.Write(batch, source, ns, size);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
        return [];
    }
}
