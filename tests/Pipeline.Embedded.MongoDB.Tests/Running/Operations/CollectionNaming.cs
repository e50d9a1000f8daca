using MongoDB.Bson;
using MongoDB.Driver;
using Call = Pipeline.Embedded.MongoDB.Tests.Running.Operations.OperationCall<MongoDB.Driver.IMongoCollection<MongoDB.Bson.BsonDocument>>;

namespace Pipeline.Embedded.MongoDB.Tests.Running.Operations;

/// <summary>A collection's own operations that the driver has on the database.</summary>
internal static class CollectionNaming
{
    public static IReadOnlyDictionary<string, Operation<IMongoCollection<BsonDocument>>> Operations { get; } = new Dictionary<string, Operation<IMongoCollection<BsonDocument>>>
    {
        ["rename"] = RenameAsync,
        ["drop"] = DropAsync,
    };

    private static async Task<object?> RenameAsync(Call call, CancellationToken cancellationToken)
    {
        var (collection, arguments, _) = call;
        var (session, name) = (arguments.Session(), collection.CollectionNamespace.CollectionName);
        var (to, options) = (arguments.Text("to"), new RenameCollectionOptions { DropTarget = arguments.OptionalBoolean("dropTarget") });
        await (session is null
            ? collection.Database.RenameCollectionAsync(name, to, options, cancellationToken)
            : collection.Database.RenameCollectionAsync(session, name, to, options, cancellationToken));
        return null;
    }

    private static async Task<object?> DropAsync(Call call, CancellationToken cancellationToken)
    {
        var (session, name) = (call.Arguments.Session(), call.Target.CollectionNamespace.CollectionName);
        await (session is null
            ? call.Target.Database.DropCollectionAsync(name, cancellationToken)
            : call.Target.Database.DropCollectionAsync(session, name, cancellationToken));
        return null;
    }
}
