using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;

namespace Pipeline.Embedded.MongoDB.Sessions.Commands;

/// <summary><c>refreshSessions</c>.</summary>
internal sealed class RefreshSessionsCommand : SynchronousCommand
{
    public override string Name => "refreshSessions";

    protected override BsonDocument Run(CommandRequest request)
    {
        foreach (var lsid in SessionList.Ids(request.Body))
            request.Server.Sessions.Get(lsid);
        return [];
    }
}
