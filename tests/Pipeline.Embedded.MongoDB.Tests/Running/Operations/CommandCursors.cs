using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Embedded.MongoDB.Tests.Running.Entities;
using Call = Pipeline.Embedded.MongoDB.Tests.Running.Operations.OperationCall<MongoDB.Driver.IMongoDatabase>;

namespace Pipeline.Embedded.MongoDB.Tests.Running.Operations;

/// <summary>runCursorCommand: the driver has no such method, so the runner sends the command and then the getMores itself.</summary>
internal static class CommandCursors
{
    public static async Task<object?> RunAsync(Call call, CancellationToken cancellationToken)
    {
        var cursor = await OpenAsync(call, cancellationToken);
        var documents = new BsonArray();
        while (await cursor.UntilDocumentAsync(cancellationToken) is { } document)
            documents.Add(document);
        return new RootDocuments(documents);
    }

    public static async Task<CursorEntity> OpenAsync(Call call, CancellationToken cancellationToken)
    {
        var (database, arguments, _) = call;
        arguments.Ignore("commandName");
        arguments.Ignore("cursorType");
        var own = arguments.Session();
        var (command, preference) = (arguments.Document("command"), arguments.ReadPreference());
        var more = new BsonDocument();
        foreach (var (argument, field) in (ReadOnlySpan<(string, string)>)[("batchSize", "batchSize"), ("maxTimeMS", "maxTimeMS"), ("comment", "comment")])
        {
            if (arguments.Optional(argument) is { } value)
                more[field] = value;
        }

        // An implicit session lives as long as its cursor, and is one session.
        var session = own ?? await database.Client.StartSessionAsync(new ClientSessionOptions { CausalConsistency = false }, cancellationToken);
        var reply = await database.RunCommandAsync<BsonDocument>(session, command, preference, cancellationToken);
        if (!reply.TryGetValue("cursor", out var cursor))
            throw new InvalidOperationException($"The reply of {command.GetElement(0).Name} has no cursor: {reply}");
        return new CursorEntity(new CommandCursor(database, session, ownsSession: own is null, cursor.AsBsonDocument, more));
    }
}
