using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;

namespace Pipeline.Embedded.MongoDB.Sessions.Commands;

/// <summary><c>endSessions</c> and <c>killSessions</c>: their transactions, cursors and running commands end with them.</summary>
internal sealed class EndSessionsCommand(string name) : Command
{
    public override string Name => name;

    public override async Task<BsonDocument> RunAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        foreach (var lsid in SessionList.Ids(request.Body))
        {
            if (request.Server.Sessions.Find(lsid) is { } session)
                await SessionEnd.EndAsync(request.Server, session, request.Body.Document, cancellationToken).ConfigureAwait(false);
        }

        return [];
    }
}
