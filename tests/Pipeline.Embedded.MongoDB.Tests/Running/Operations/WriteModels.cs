using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Embedded.MongoDB.Tests.Running.Entities;

namespace Pipeline.Embedded.MongoDB.Tests.Running.Operations;

/// <summary>The requests of a collection's bulkWrite: single-key documents, named by the kind of write.</summary>
internal static class WriteModels
{
    public static WriteModel<BsonDocument> Parse(BsonDocument document, EntityMap entities)
    {
        var element = document.GetElement(0);
        var arguments = new Arguments(element.Name, element.Value.AsBsonDocument, entities);
        var model = Parse(element.Name, arguments);
        arguments.AssertAllRead();
        return model;
    }

    private static WriteModel<BsonDocument> Parse(string name, Arguments arguments) => name switch
    {
        "insertOne" => new InsertOneModel<BsonDocument>(arguments.Document("document").DeepClone().AsBsonDocument),
        "deleteOne" => new DeleteOneModel<BsonDocument>(arguments.Filter()) { Collation = arguments.Collation(), Hint = arguments.Optional("hint") },
        "deleteMany" => new DeleteManyModel<BsonDocument>(arguments.Filter()) { Collation = arguments.Collation(), Hint = arguments.Optional("hint") },
        "replaceOne" => new ReplaceOneModel<BsonDocument>(arguments.Filter(), arguments.Document("replacement").DeepClone().AsBsonDocument)
        {
            Collation = arguments.Collation(),
            Hint = arguments.Optional("hint"),
            IsUpsert = arguments.OptionalBoolean("upsert") ?? false,
            Sort = arguments.Sort(),
        },
        "updateOne" => new UpdateOneModel<BsonDocument>(arguments.Filter(), arguments.Update())
        {
            ArrayFilters = arguments.ArrayFilters(),
            Collation = arguments.Collation(),
            Hint = arguments.Optional("hint"),
            IsUpsert = arguments.OptionalBoolean("upsert") ?? false,
            Sort = arguments.Sort(),
        },
        "updateMany" => new UpdateManyModel<BsonDocument>(arguments.Filter(), arguments.Update())
        {
            ArrayFilters = arguments.ArrayFilters(),
            Collation = arguments.Collation(),
            Hint = arguments.Optional("hint"),
            IsUpsert = arguments.OptionalBoolean("upsert") ?? false,
        },
        _ => throw new UnsupportedByRunnerException($"The runner doesn't know the write '{name}'."),
    };
}
