using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Diffs;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Indexing;
using Pipeline.Embedded.MongoDB.Updates;

namespace Pipeline.Embedded.MongoDB.Storage;

/// <summary>
/// Does again what an entry of the oplog says: when the journal is read, when a transaction commits, and for <c>applyOps</c>.
/// </summary>
internal static class OplogApplication
{
    public static void Apply(WriteBatch batch, BsonDocument entry)
    {
        var kind = Text(entry, "op");
        if (kind == "n")
            return;

        var ns = Namespace.Parse(Text(entry, "ns"));
        var change = entry.GetValue("o", BsonNull.Value) as BsonDocument ?? throw new CommandException(ServerError.FailedToParse, "An operation needs a document 'o'");
        switch (kind)
        {
            case "i":
                Insert(batch, ns, change);
                break;
            case "u":
                Update(batch, ns, change, entry.GetValue("o2", change).AsBsonDocument);
                break;
            case "d":
                if (Find(batch, ns, change) is { } found)
                    batch.Delete(ns, found.RecordId, found.Bytes, Documents.Decode(found.Bytes));
                break;
            case "c":
                Command(batch, ns.Database, change, Uuids.Read(entry.GetValue("ui", BsonNull.Value)));
                break;
            default:
                throw new CommandException(ServerError.BadValue, $"Unknown kind of operation: '{kind}'");
        }
    }

    private static void Insert(WriteBatch batch, Namespace ns, BsonDocument change)
    {
        if (batch.Find(ns) is null)
            batch.Create(ns.RequireValid(), new CollectionOptions());
        var bytes = Documents.Encode(change);
        var document = Documents.Decode(bytes);
        if (Find(batch, ns, document) is { } existing)
            batch.Replace(ns, existing.RecordId, existing.Bytes, Documents.Decode(existing.Bytes), document, diff: null);
        else
            batch.Insert(ns, bytes, document);
    }

    private static void Update(WriteBatch batch, Namespace ns, BsonDocument change, BsonDocument key)
    {
        if (Find(batch, ns, key) is not { } found)
        {
            // Replacements of what isn't there yet are inserts, as when MongoDB applies its own log to a copy that is ahead of it.
            if (!change.Contains("$v") && change.Contains("_id"))
                Insert(batch, ns, change);
            return;
        }

        var before = Documents.Decode(found.Bytes);
        var document = Documents.Decode(found.Bytes);
        var diff = change.Contains("$v") ? change.GetValue("diff", BsonNull.Value) as BsonDocument : null;
        var after = diff is null ? Changed(document, change) : DocumentDiff.Apply(document, diff);
        batch.Replace(ns, found.RecordId, found.Bytes, before, after, diff);
    }

    private static BsonDocument Changed(BsonDocument document, BsonDocument change)
    {
        if (change is RawBsonDocument raw)
            change = Documents.Decode(Documents.Encode(raw));
        if (change.Contains("$v"))
            change = new BsonDocument(change.Where(x => x.Name != "$v"));
        return Updates.Update.Parse(change, new UpdateOptions { Evaluation = EvaluationSettings.None }).Apply(document, null, out _);
    }

    private static void Command(WriteBatch batch, string database, BsonDocument command, Guid? uuid)
    {
        var verb = command.GetElement(0);
        var ns = verb.Value is BsonString { Value: var collection } ? new Namespace(database, collection) : Namespace.Command(database);
        switch (verb.Name)
        {
            case "create":
                if (batch.Find(ns) is null)
                    batch.Create(ns.RequireValid(), CollectionSpecification.Parse(Rest(command, "create", "idIndex")), uuid);
                break;
            case "drop":
                if (batch.Find(ns) is { } dropped)
                    batch.Drop(dropped);
                break;
            case "dropDatabase":
                batch.LogDropDatabase(database);
                break;
            case "renameCollection":
                var target = Namespace.Parse(Text(command, "to"));
                if (batch.Find(Namespace.Parse(Text(command, "renameCollection"))) is { } renamed)
                    batch.Rename(renamed, target, batch.Find(target));
                break;
            case "createIndexes":
                CreateIndex(batch, Required(batch, ns), Rest(command, "createIndexes"));
                break;
            case "commitIndexBuild":
                foreach (var specification in command["indexes"].AsBsonArray)
                    CreateIndex(batch, Required(batch, ns), specification.AsBsonDocument);
                break;
            case "dropIndexes" or "deleteIndexes" or "dropIndex" or "deleteIndex":
                var indexed = Required(batch, ns);
                if (indexed.Index(Text(command, "index")) is { } index)
                    batch.DropIndex(indexed, index.Definition);
                break;
            case "collMod":
                CollectionChange.Parse(Required(batch, ns), Rest(command, "collMod"), batch.Now).Apply(batch);
                break;
            case "applyOps":
                foreach (var operation in command["applyOps"].AsBsonArray)
                    Apply(batch, operation.AsBsonDocument);
                break;
            case "startIndexBuild" or "abortIndexBuild" or "commitTransaction" or "abortTransaction":
                break;
            default:
                throw new CommandException(ServerError.BadValue, $"Unknown command of the oplog: '{verb.Name}'");
        }
    }

    private static void CreateIndex(WriteBatch batch, CollectionState collection, BsonDocument specification)
    {
        if (collection.Index(specification.GetValue("name", "").AsString) is null)
            batch.CreateIndex(collection, IndexSpecification.Parse(specification, null, batch.Now));
    }

    private static (long RecordId, byte[] Bytes)? Find(WriteBatch batch, Namespace ns, BsonDocument key) =>
        batch.Find(ns) is { } collection && key.TryGetValue("_id", out var id) ? Lookup.ById(collection, id) : null;

    private static CollectionState Required(WriteBatch batch, Namespace ns) =>
        batch.Find(ns) ?? throw new CommandException(ServerError.NamespaceNotFound, $"ns does not exist: {ns}");

    private static BsonDocument Rest(BsonDocument command, params ReadOnlySpan<string> without)
    {
        var rest = new BsonDocument();
        foreach (var element in command)
        {
            if (!without.Contains(element.Name))
                rest.Add(element);
        }

        return rest;
    }

    private static string Text(BsonDocument document, string name) => document.GetValue(name, BsonNull.Value) is BsonString { Value: var value }
        ? value
        : throw new CommandException(ServerError.FailedToParse, $"An operation needs a string '{name}'");
}
