using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Indexing;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Catalog;

/// <summary><c>createIndexes</c>: all of them or none, and the collection if it isn't there.</summary>
internal sealed class CreateIndexesCommand : Command
{
    private const int MaxIndexes = 64;

    public override string Name => "createIndexes";

    public override CommandTraits Traits => CommandTraits.Writes | CommandTraits.InTransactions;

    public override async Task<BsonDocument> RunAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var ns = request.Namespace.RequireCreatable();
        var body = request.Body;
        var given = body.Array("indexes") ?? throw body.Missing("indexes");
        var ignoresUnknown = body.Flag("ignoreUnknownIndexOptions");
        foreach (var unused in new[] { "commitQuorum", "v", "isTimeseriesNamespace", "collectionUUID" })
            _ = body.Value(unused);
        body.RejectUnknown();
        if (given.Count == 0)
            throw new CommandException(ServerError.BadValue, "Must specify at least one index to create");
        if (ns == Namespace.Oplog)
            throw new CommandException(ServerError.IllegalOperation, "Cannot create an index on the oplog");
        if (request.Transaction is not null && body.Document.Contains("commitQuorum"))
            throw new CommandException(ServerError.InvalidOptions, "commitQuorum is not allowed within a multi-statement transaction");

        var specifications = given.Select((x, i) => x as BsonDocument ?? throw body.WrongType($"indexes.{i}", x, "object")).ToArray();
        if (ignoresUnknown)
            specifications = [.. specifications.Select(IndexSpecification.WithoutUnknown)];
        return await request.WriteAsync(batch => Create(request, batch, ns, specifications), cancellationToken).ConfigureAwait(false);
    }

    private static BsonDocument Create(CommandRequest request, WriteBatch batch, Namespace ns, BsonDocument[] specifications)
    {
        var collection = request.Find(batch, ns)?.RequireCollection();
        var isNew = collection is null;
        var collation = collection?.Options.Specification.GetValue("collation", BsonNull.Value) as BsonDocument;
        var requested = specifications.Select(x => IndexSpecification.Parse(x, collation, batch.Now)).ToArray();
        collection ??= batch.Create(ns, new CollectionOptions());
        var before = collection.Indexes.Length;
        var missing = Missing(collection, requested);
        if (missing.Count > 0 && request.Transaction is not null && request.Transaction.Batch.Start.Find(ns) is not null)
            throw new CommandException(ServerError.OperationNotSupportedInTransaction, $"Cannot create new indexes on existing collection {ns} in a multi-document transaction.");
        if (missing.Count > 0 && request.Transaction is not null && collection.Records.Count > 0)
            throw new CommandException(ServerError.OperationNotSupportedInTransaction, $"Cannot create new indexes on non-empty collection {ns} in a multi-document transaction.");

        foreach (var definition in missing)
        {
            if (collection.Indexes.Length >= MaxIndexes)
                throw new CommandException(ServerError.CannotCreateIndex, $"add index fails, too many indexes for {ns} key:{ShellText.Of(definition.Key)}");
            batch.CreateIndex(collection, definition);
            collection = batch.Find(ns)!;
        }

        if (missing.Count == 0 && !isNew)
            return new BsonDocument { { "numIndexesBefore", before }, { "numIndexesAfter", before }, { "note", "all indexes already exist" } };
        var reply = new BsonDocument { { "numIndexesBefore", before }, { "numIndexesAfter", collection.Indexes.Length }, { "createdCollectionAutomatically", isNew } };
        return request.Transaction is null ? reply.Add("commitQuorum", "votingMembers") : reply;
    }

    private static List<IndexDefinition> Missing(CollectionState collection, IndexDefinition[] requested)
    {
        IndexDefinition[] existing = [.. collection.Indexes.Select(x => x.Definition)];
        var missing = new List<IndexDefinition>();
        foreach (var definition in requested)
        {
            if (IndexConflicts.Exists(existing, definition))
                continue;
            if (missing.Count > 0 && IndexConflicts.Exists([existing[0], .. missing], definition))
                throw new CommandException(ServerError.IndexAlreadyExists, $"Identical index already exists: {definition.Name}");
            missing.Add(definition);
        }

        return missing;
    }
}
