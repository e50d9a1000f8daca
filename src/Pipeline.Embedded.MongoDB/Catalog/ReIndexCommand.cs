using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Catalog;

/// <summary><c>reIndex</c>, which MongoDB allows on standalone servers only.</summary>
internal sealed class ReIndexCommand : SynchronousCommand
{
    public override string Name => "reIndex";

    protected override BsonDocument Run(CommandRequest request) =>
        throw new CommandException(ServerError.IllegalOperation, $"reIndex is only allowed on a standalone mongod instance. Cannot reIndex '{request.Namespace}' while replication is active");
}
