using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Access.Scram;

/// <summary>Begins an authentication, for <c>saslStart</c> and for a hello that begins one at once.</summary>
internal static class SaslStart
{
    public static BsonDocument Begin(ServerContext server, ClientConnection connection, CommandBody body, string database)
    {
        connection.Conversation = null;
        var name = body.Text("mechanism") ?? throw body.Missing("mechanism");
        var mechanism = ScramMechanism.Find(name)
            ?? throw new CommandException(ServerError.MechanismUnavailable, $"Received authentication for mechanism {name} which is unknown or not enabled");
        var skipsEmptyExchange = body.Object("options")?.GetValue("skipEmptyExchange", false).ToBoolean() ?? false;
        _ = body.Value("autoAuthorize");
        var conversation = new ScramConversation(mechanism, database, skipsEmptyExchange);
        var payload = conversation.Start(Payload(body), user => server.Access.FindUser(server, database, user)?.Credential(mechanism));
        connection.Conversation = conversation;
        return Reply(conversation, payload);
    }

    public static byte[] Payload(CommandBody body) => body.Value("payload") switch
    {
        BsonBinaryData binary => binary.Bytes,
        BsonString { Value: var base64 } => Convert.FromBase64String(base64),
        null => throw body.Missing("payload"),
        var other => throw body.WrongType("payload", other, "binData"),
    };

    public static BsonDocument Reply(ScramConversation conversation, byte[] payload) => new()
    {
        { "conversationId", ScramConversation.Id },
        { "done", conversation.IsDone },
        { "payload", new BsonBinaryData(payload) },
    };
}
