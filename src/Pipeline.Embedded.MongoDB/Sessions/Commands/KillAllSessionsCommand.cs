using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Sessions.Commands;

/// <summary><c>killAllSessions</c> and <c>killAllSessionsByPattern</c>. Sessions have no owner here, so patterns of users are refused.</summary>
internal sealed class KillAllSessionsCommand(string name) : Command
{
    public override string Name => name;

    public override async Task<BsonDocument> RunAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var patterns = request.Body.Array(Name)!.Select(x => x as BsonDocument ?? throw request.Body.WrongType(Name, x, "object")).ToArray();
        if (Array.Find(patterns, x => x.ElementCount > 0 && !x.Contains("lsid")) is { } ofUser)
            throw new CommandException(ServerError.NotImplemented, $"This embedded server kills sessions by id, or all of them; not by {ShellText.Of(ofUser)}.");
        var ids = patterns.Where(x => x.Contains("lsid")).Select(x => x["lsid"].AsBsonDocument["id"]).ToHashSet();
        foreach (var session in request.Server.Sessions.All.Where(x => ids.Count == 0 || ids.Contains(x.Id["id"])).ToArray())
            await SessionEnd.EndAsync(request.Server, session, request.Body.Document, cancellationToken).ConfigureAwait(false);
        return [];
    }
}
