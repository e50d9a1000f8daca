using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;

namespace Pipeline.Embedded.MongoDB.Diagnostics;

/// <summary><c>whatsmyuri</c>: the client's own address.</summary>
internal sealed class WhatsMyUriCommand : SynchronousCommand
{
    public override string Name => "whatsmyuri";

    public override CommandTraits Traits => CommandTraits.Unauthenticated;

    protected override BsonDocument Run(CommandRequest request) => new("you", request.Connection.Remote);
}
