using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Catalog;

/// <summary><c>listIndexes</c>.</summary>
internal sealed class ListIndexesCommand : SynchronousCommand
{
    public override string Name => "listIndexes";

    protected override BsonDocument Run(CommandRequest request)
    {
        var ns = request.Namespace;
        var cursor = request.Body.Object("cursor");
        _ = request.Body.Value("includeBuildUUIDs");
        _ = request.Body.Value("includeIndexBuildInfo");
        request.Body.RejectUnknown();
        var collection = (request.Find(ns) ?? throw new CommandException(ServerError.NamespaceNotFound, $"ns does not exist: {ns}")).RequireCollection();
        return ListCursor.Open(request, ns, cursor, collection.Indexes.Select(x => x.Definition.Specification));
    }
}
