using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;

namespace Pipeline.Embedded.MongoDB.Access;

/// <summary><c>logout</c>.</summary>
internal sealed class LogoutCommand : SynchronousCommand
{
    public override string Name => "logout";

    public override CommandTraits Traits => CommandTraits.Unauthenticated;

    protected override BsonDocument Run(CommandRequest request)
    {
        request.Connection.User = null;
        return [];
    }
}
