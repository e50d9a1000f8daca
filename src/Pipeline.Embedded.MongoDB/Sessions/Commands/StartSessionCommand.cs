using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Sessions.Commands;

/// <summary><c>startSession</c>.</summary>
internal sealed class StartSessionCommand : SynchronousCommand
{
    public override string Name => "startSession";

    protected override BsonDocument Run(CommandRequest request)
    {
        var id = new BsonDocument("id", Uuids.ToBson(Guid.NewGuid()));
        request.Server.Sessions.Get(id);
        return new BsonDocument { { "id", id }, { "timeoutMinutes", 30 } };
    }
}
