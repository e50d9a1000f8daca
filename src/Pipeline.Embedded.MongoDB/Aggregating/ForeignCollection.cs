using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Aggregating;

/// <summary>The collection that <c>$lookup</c>, <c>$graphLookup</c> and <c>$unionWith</c> read: a name, or <c>{db, coll}</c>.</summary>
internal sealed record ForeignCollection(string Database, string Collection)
{
    public static ForeignCollection Parse(string stage, BsonValue value, PipelineOptions options) => value switch
    {
        BsonString { Value.Length: > 0 } name => new ForeignCollection(options.Database, name.Value),
        BsonString => throw new CommandException(ServerError.InvalidNamespace, $"Invalid namespace specified '{options.Database}.'"),
        BsonDocument { ElementCount: 2 } both when both.TryGetValue("db", out var database) && both.TryGetValue("coll", out var collection)
            && database is BsonString && collection is BsonString => new ForeignCollection(database.AsString, collection.AsString),
        _ => throw new CommandException(ServerError.FailedToParse, $"{stage} argument 'from: {ShellText.Of(value)}' must be a string, is type {BsonTypeName.Of(value)}"),
    };
}
