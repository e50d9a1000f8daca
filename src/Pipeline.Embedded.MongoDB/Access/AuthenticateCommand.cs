using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Access;

/// <summary><c>authenticate</c>, of client certificates, which there are none of without TLS.</summary>
internal sealed class AuthenticateCommand : SynchronousCommand
{
    public override string Name => "authenticate";

    public override CommandTraits Traits => CommandTraits.Unauthenticated;

    protected override BsonDocument Run(CommandRequest request) => throw new CommandException(
        ServerError.MechanismUnavailable,
        $"Received authentication for mechanism {request.Body.Value("mechanism") ?? "MONGODB-CR"} which is unknown or not enabled");
}
