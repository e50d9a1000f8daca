using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Catalog;

/// <summary><c>collMod</c>: other options of a collection, a view or an index.</summary>
internal sealed class CollModCommand : Command
{
    public override string Name => "collMod";

    public override CommandTraits Traits => CommandTraits.Writes;

    public override async Task<BsonDocument> RunAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var ns = request.Namespace;
        var body = request.Body;
        _ = body.Object("validator");
        _ = body.Object("changeStreamPreAndPostImages");
        _ = body.Array("pipeline");
        _ = body.Text("viewOn");
        _ = body.Text("validationLevel");
        _ = body.Text("validationAction");
        var isDryRun = body.Flag("dryRun");
        var given = new BsonDocument(body.Document.Where(x => x.Name is not ("collMod" or "dryRun" or "collectionUUID") && !CommandBody.IsGeneric(x.Name)));
        if (ns.IsSystem && ns.Database == "admin" && !given.Contains("index"))
            throw new CommandException(ServerError.InvalidNamespace, $"Cannot modify the options of the system collection {ns}");

        return await request.WriteAsync(
            batch =>
            {
                var collection = batch.Find(ns) ?? throw new CommandException(ServerError.NamespaceNotFound, "ns does not exist");
                var change = CollectionChange.Parse(collection, given, batch.Now);
                if (change.Options is { IsView: true } options)
                    ViewDefinition.Require(ns, options, batch);
                // One that changes nothing is in the log too.
                if (!isDryRun)
                    change.Apply(batch);
                return change.IndexReply;
            },
            cancellationToken).ConfigureAwait(false);
    }
}
