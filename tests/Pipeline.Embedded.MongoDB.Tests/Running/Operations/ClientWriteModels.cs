using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Embedded.MongoDB.Tests.Running.Entities;

namespace Pipeline.Embedded.MongoDB.Tests.Running.Operations;

/// <summary>The models of clientBulkWrite: each names its namespace.</summary>
internal static class ClientWriteModels
{
    public static BulkWriteModel Parse(BsonDocument document, EntityMap entities)
    {
        var element = document.GetElement(0);
        var arguments = new Arguments(element.Name, element.Value.AsBsonDocument, entities);
        var model = Parse(element.Name, CollectionNamespace.FromFullName(arguments.Text("namespace")), arguments);
        arguments.AssertAllRead();
        return model;
    }

    private static BulkWriteModel Parse(string name, CollectionNamespace ns, Arguments arguments) => name switch
    {
        "insertOne" => new BulkWriteInsertOneModel<BsonDocument>(ns, arguments.Document("document").DeepClone().AsBsonDocument),
        "deleteOne" => new BulkWriteDeleteOneModel<BsonDocument>(ns, arguments.Filter(), arguments.Collation(), arguments.Optional("hint")),
        "deleteMany" => new BulkWriteDeleteManyModel<BsonDocument>(ns, arguments.Filter(), arguments.Collation(), arguments.Optional("hint")),
        "replaceOne" => new BulkWriteReplaceOneModel<BsonDocument>(ns, arguments.Filter(), arguments.Document("replacement").DeepClone().AsBsonDocument, arguments.Sort(), arguments.Collation(), arguments.Optional("hint"), arguments.OptionalBoolean("upsert") ?? false),
        "updateOne" => new BulkWriteUpdateOneModel<BsonDocument>(ns, arguments.Filter(), arguments.Update(), arguments.Sort(), arguments.Collation(), arguments.Optional("hint"), arguments.OptionalBoolean("upsert") ?? false, arguments.ArrayFilters()),
        "updateMany" => new BulkWriteUpdateManyModel<BsonDocument>(ns, arguments.Filter(), arguments.Update(), arguments.Collation(), arguments.Optional("hint"), arguments.OptionalBoolean("upsert") ?? false, arguments.ArrayFilters()),
        _ => throw new UnsupportedByRunnerException($"The runner doesn't know the write '{name}'."),
    };
}
