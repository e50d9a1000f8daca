using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Commands;

/// <summary><c>ping</c>.</summary>
internal sealed class PingCommand : SynchronousCommand
{
    public override string Name => "ping";

    public override CommandTraits Traits => CommandTraits.Unauthenticated;

    protected override BsonDocument Run(CommandRequest request) => [];
}
