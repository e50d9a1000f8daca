using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;

namespace Pipeline.Embedded.MongoDB.Access.Scram;

/// <summary><c>saslStart</c>.</summary>
internal sealed class SaslStartCommand : SynchronousCommand
{
    public override string Name => "saslStart";

    public override CommandTraits Traits => CommandTraits.Unauthenticated;

    protected override BsonDocument Run(CommandRequest request)
    {
        var reply = SaslStart.Begin(request.Server, request.Connection, request.Body, request.Database);
        request.Body.Value(Name);
        request.Body.RejectUnknown();
        return reply;
    }
}
