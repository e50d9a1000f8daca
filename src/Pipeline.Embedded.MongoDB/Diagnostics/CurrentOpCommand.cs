using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Matching;

namespace Pipeline.Embedded.MongoDB.Diagnostics;

/// <summary><c>currentOp</c>: what runs, by a filter over its own other fields.</summary>
internal sealed class CurrentOpCommand : SynchronousCommand
{
    public override string Name => "currentOp";

    public override CommandTraits Traits => CommandTraits.AdminOnly;

    protected override BsonDocument Run(CommandRequest request)
    {
        var body = request.Body;
        var isOwn = body.Flag("$ownOps");
        _ = body.Flag("$all");
        var filter = Filter.Parse(new BsonDocument(body.Document.Where(x => x.Name is not ("currentOp" or "$ownOps" or "$all") && !CommandBody.IsGeneric(x.Name))));
        var running = CurrentOperations.Of(request.Server, request.Connection, new BsonDocument { { "allUsers", !isOwn }, { "idleSessions", body.Flag("$all") } });
        var reply = new BsonDocument("inprog", new BsonArray(running.Where(filter.Matches)));
        return request.Server.WriteLock.IsLocked ? reply.Add("fsyncLock", true).Add("info", "use db.fsyncUnlock() to terminate the fsync write/snapshot lock") : reply;
    }
}
