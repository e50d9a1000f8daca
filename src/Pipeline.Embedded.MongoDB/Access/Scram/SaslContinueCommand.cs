using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Access.Scram;

/// <summary><c>saslContinue</c>.</summary>
internal sealed class SaslContinueCommand : SynchronousCommand
{
    public override string Name => "saslContinue";

    public override CommandTraits Traits => CommandTraits.Unauthenticated;

    protected override BsonDocument Run(CommandRequest request)
    {
        var connection = request.Connection;
        if (connection.Conversation is not ScramConversation conversation)
            throw new CommandException(ServerError.ProtocolError, "No SASL session state found");

        connection.Conversation = null;
        if (request.Body.Number("conversationId") != ScramConversation.Id)
            throw new CommandException(ServerError.ProtocolError, "sasl: Mismatched conversation id");
        var payload = conversation.Continue(SaslStart.Payload(request.Body));
        if (conversation.IsDone)
            connection.User = (conversation.Database, conversation.UserName);
        else
            connection.Conversation = conversation;
        return SaslStart.Reply(conversation, payload);
    }
}
