using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Cursors;

/// <summary><c>killCursors</c>.</summary>
internal sealed class KillCursorsCommand : SynchronousCommand
{
    public override string Name => "killCursors";

    public override CommandTraits Traits => CommandTraits.InTransactions;

    protected override BsonDocument Run(CommandRequest request)
    {
        _ = request.Namespace;
        var ids = request.Body.Array("cursors") ?? throw request.Body.Missing("cursors");
        request.Body.RejectUnknown();
        if (ids.Count == 0)
            throw new CommandException(ServerError.BadValue, "Must specify at least one cursor id in: killCursors");

        var killed = new BsonArray();
        var unknown = new BsonArray();
        foreach (var id in ids)
            (request.Server.Cursors.Kill(id.ToInt64()) ? killed : unknown).Add(id);
        return new BsonDocument { { "cursorsKilled", killed }, { "cursorsNotFound", unknown }, { "cursorsAlive", new BsonArray() }, { "cursorsUnknown", new BsonArray() } };
    }
}
