using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Catalog;

/// <summary><c>validate</c>: whether each document can be read and stands in each index, and whether the validator would take it.</summary>
internal sealed class ValidateCommand : SynchronousCommand
{
    public override string Name => "validate";

    protected override BsonDocument Run(CommandRequest request)
    {
        var ns = request.Namespace;
        foreach (var option in new[] { "full", "repair", "metadata", "checkBSONConformance", "background", "fixMultikey", "warnOptions" })
            _ = request.Body.Value(option);
        request.Body.RejectUnknown();
        var collection = request.Find(ns) ?? throw new CommandException(ServerError.NamespaceNotFound, $"Collection '{ns}' does not exist to validate.");
        if (collection.IsView)
            throw new CommandException(ServerError.CommandNotSupportedOnView, "Cannot validate a view");
        return Validate(collection);
    }

    private static BsonDocument Validate(CollectionState collection)
    {
        var errors = new BsonArray();
        var nonCompliant = 0L;
        var keys = new long[collection.Indexes.Length];
        var cursor = collection.Records.Cursor();
        for (var more = cursor.SeekFirst(); more; more = cursor.MoveNext())
        {
            var document = Documents.Decode(cursor.Value);
            if (collection.Options.ValidatorFilter is { } validator && !validator.Matches(document))
                nonCompliant++;
            for (var i = 0; i < keys.Length; i++)
                keys[i] += Entries(collection.Indexes[i], document, cursor.Key, errors);
        }

        for (var i = 0; i < keys.Length; i++)
        {
            if (keys[i] != collection.Indexes[i].Entries.Count)
                errors.Add($"index '{collection.Indexes[i].Definition.Name}' has {collection.Indexes[i].Entries.Count} entries, and the documents have {keys[i]} keys");
        }

        return new BsonDocument
        {
            { "ns", collection.Namespace.ToString() },
            { "uuid", Uuids.ToBson(collection.Uuid) },
            { "nInvalidDocuments", 0L },
            { "nNonCompliantDocuments", nonCompliant },
            { "nrecords", (long)collection.Records.Count },
            { "nIndexes", collection.Indexes.Length },
            { "keysPerIndex", new BsonDocument(collection.Indexes.Select((x, i) => new BsonElement(x.Definition.Name, keys[i]))) },
            { "indexDetails", new BsonDocument(collection.Indexes.Select(x => new BsonElement(x.Definition.Name, new BsonDocument { { "valid", errors.Count == 0 }, { "spec", x.Definition.Specification } }))) },
            { "valid", errors.Count == 0 },
            { "repaired", false },
            { "warnings", nonCompliant == 0 ? new BsonArray() : new BsonArray { "Detected one or more documents not compliant with the collection's schema. Check logs for log id 5363500." } },
            { "errors", errors },
            { "extraIndexEntries", new BsonArray() },
            { "missingIndexEntries", new BsonArray() },
            { "corruptRecords", new BsonArray() },
        };
    }

    private static int Entries(IndexState index, BsonDocument document, long recordId, BsonArray errors)
    {
        var keys = index.Definition.KeysOf(document, out _);
        foreach (var key in keys)
        {
            if (!index.Entries.TryGet(IndexState.Entry(key, recordId), out _))
                errors.Add($"record {recordId} is not in index '{index.Definition.Name}'");
        }

        return keys.Length;
    }
}
