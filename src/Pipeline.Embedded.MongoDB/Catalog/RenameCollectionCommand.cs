using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Storage;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Catalog;

/// <summary><c>renameCollection</c>, into another database too.</summary>
internal sealed class RenameCollectionCommand : Command
{
    public override string Name => "renameCollection";

    public override CommandTraits Traits => CommandTraits.Writes | CommandTraits.AdminOnly;

    public override async Task<BsonDocument> RunAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var body = request.Body;
        var source = Namespace.Parse(body.Text(Name)!).RequireValid();
        var target = Namespace.Parse(body.Text("to") ?? throw body.Missing("to")).RequireValid();
        var dropTarget = body.Value("dropTarget") switch
        {
            null => false,
            BsonBoolean value => value.Value,
            var value when Uuids.Read(value) is not null => true,
            var value => throw new CommandException(ServerError.TypeMismatch, $"BSON field 'renameCollection.dropTarget' is the wrong type '{BsonTypeName.Of(value)}', expected types '[bool, binData]'"),
        };
        var stayTemporary = body.Flag("stayTemp");
        body.RejectUnknown();
        RequireRenamable(source, target);

        await request.WriteAsync(batch => Rename(batch, source, target, dropTarget, stayTemporary), cancellationToken).ConfigureAwait(false);
        return [];
    }

    private static bool Rename(WriteBatch batch, Namespace source, Namespace target, bool dropTarget, bool stayTemporary)
    {
        var collection = batch.Find(source) ?? throw new CommandException(ServerError.NamespaceNotFound, $"Source collection {source} does not exist");
        if (collection.IsView)
            throw new CommandException(ServerError.CommandNotSupportedOnView, $"cannot rename view: {source}");
        var existing = batch.Find(target);
        if (existing is { IsView: true })
            throw new CommandException(ServerError.NamespaceExists, $"a view already exists with that name: {target}");
        if (existing is not null && !dropTarget)
            throw new CommandException(ServerError.NamespaceExists, "target namespace exists");
        batch.Rename(collection, target, existing, stayTemporary);
        return true;
    }

    private static void RequireRenamable(Namespace source, Namespace target)
    {
        if (source == target)
            throw new CommandException(ServerError.IllegalOperation, "Can't rename a collection to itself");
        if (source == Namespace.Oplog || target == Namespace.Oplog)
            throw new CommandException(ServerError.IllegalOperation, "can't rename live oplog while replicating");
        if (source.Database == "local" != (target.Database == "local"))
            throw new CommandException(ServerError.IllegalOperation, "Cannot rename collections between a replicated and an unreplicated database");
        if (source.IsSystem || target.IsSystem)
            throw new CommandException(ServerError.IllegalOperation, $"renaming system collections is not allowed: {source} to {target}");
    }
}
