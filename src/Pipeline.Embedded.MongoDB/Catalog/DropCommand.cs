using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;

namespace Pipeline.Embedded.MongoDB.Catalog;

/// <summary><c>drop</c>: a collection or a view. One that isn't there counts as dropped.</summary>
internal sealed class DropCommand : Command
{
    public override string Name => "drop";

    public override CommandTraits Traits => CommandTraits.Writes;

    public override async Task<BsonDocument> RunAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var ns = request.Namespace;
        _ = request.Body.Value("collectionUUID");
        request.Body.RejectUnknown();
        CollectionRules.RequireDroppable(ns);
        return await request.WriteAsync(
            batch =>
            {
                var reply = new BsonDocument();
                if (batch.Find(ns) is not { } collection)
                    return reply;
                if (!collection.IsView)
                    reply.Add("nIndexesWas", collection.Indexes.Length);
                batch.Drop(collection);
                return reply.Add("ns", ns.ToString());
            },
            cancellationToken).ConfigureAwait(false);
    }
}
