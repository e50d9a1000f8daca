using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Indexing;
using Pipeline.Embedded.MongoDB.Storage;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Catalog;

/// <summary><c>dropIndexes</c>: by name, by names, by key, or all but the one on _id.</summary>
internal sealed class DropIndexesCommand : Command
{
    public override string Name => "dropIndexes";

    public override IReadOnlyList<string> Aliases => ["deleteIndexes"];

    public override CommandTraits Traits => CommandTraits.Writes;

    public override async Task<BsonDocument> RunAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var ns = request.Namespace;
        var body = request.Body;
        var index = body.Value("index") ?? throw body.Missing("index");
        _ = body.Value("collectionUUID");
        body.RejectUnknown();
        return await request.WriteAsync(
            batch =>
            {
                var collection = (batch.Find(ns) ?? throw new CommandException(ServerError.NamespaceNotFound, $"ns not found {ns}")).RequireCollection();
                foreach (var definition in Which(collection, index))
                    batch.DropIndex(collection, definition);
                var reply = new BsonDocument("nIndexesWas", collection.Indexes.Length);
                return index == "*" ? reply.Add("msg", "non-_id indexes dropped for collection") : reply;
            },
            cancellationToken).ConfigureAwait(false);
    }

    private static IReadOnlyList<IndexDefinition> Which(CollectionState collection, BsonValue index) => index switch
    {
        BsonString { Value: "*" } => [.. collection.Indexes.Skip(1).Select(x => x.Definition)],
        BsonString { Value: var name } => [Named(collection, name)],
        BsonDocument key => [WithKey(collection, key)],
        BsonArray names => [.. names.Select(x => x is BsonString { Value: var name } ? Named(collection, name) : throw WrongType(x)).Distinct()],
        _ => throw WrongType(index),
    };

    private static IndexDefinition Named(CollectionState collection, string name) => Droppable(
        collection,
        collection.Index(name)?.Definition ?? throw new CommandException(ServerError.IndexNotFound, $"index not found with name [{name}]"));

    private static IndexDefinition WithKey(CollectionState collection, BsonDocument key)
    {
        var found = collection.Indexes.Select(x => x.Definition).Where(x => x.Key == key).ToArray();
        return found.Length switch
        {
            0 => throw new CommandException(ServerError.IndexNotFound, $"can't find index with key: {ShellText.Of(key)}"),
            1 => Droppable(collection, found[0]),
            _ => throw new CommandException(ServerError.AmbiguousIndexKeyPattern, $"{found.Length} indexes found for key: {ShellText.Of(key)}, identify by name instead. Conflicting indexes: {string.Join(", ", found.Select(x => ShellText.Of(x.Specification)))}"),
        };
    }

    private static IndexDefinition Droppable(CollectionState collection, IndexDefinition definition)
    {
        if (collection.Options.IsClustered && definition == collection.Indexes[0].Definition)
            throw new CommandException(5979800, "It is illegal to drop the clusteredIndex");
        return definition.IsId ? throw new CommandException(ServerError.InvalidOptions, "cannot drop _id index") : definition;
    }

    private static CommandException WrongType(BsonValue value) =>
        new(ServerError.TypeMismatch, $"BSON field 'dropIndexes.index' is the wrong type '{BsonTypeName.Of(value)}', expected types '[string, object]'");
}
