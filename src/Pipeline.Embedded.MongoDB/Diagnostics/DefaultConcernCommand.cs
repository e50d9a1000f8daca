using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Diagnostics;

/// <summary><c>getDefaultRWConcern</c> and <c>setDefaultRWConcern</c>. On one node the defaults are the only ones that differ in nothing.</summary>
internal sealed class DefaultConcernCommand(string name) : SynchronousCommand
{
    public override string Name => name;

    public override CommandTraits Traits => CommandTraits.AdminOnly;

    protected override BsonDocument Run(CommandRequest request)
    {
        if (request.Body.Value("defaultReadConcern") is BsonDocument read && read.GetValue("level", "local") != "local")
            throw NotSettable("read concern", "local");
        if (request.Body.Value("defaultWriteConcern") is BsonDocument write && write.GetValue("w", "majority") != "majority")
            throw NotSettable("write concern", "majority");
        return new BsonDocument
        {
            { "defaultReadConcern", new BsonDocument("level", "local") },
            { "defaultWriteConcern", new BsonDocument { { "w", "majority" }, { "wtimeout", 0 } } },
            { "defaultWriteConcernSource", "implicit" },
            { "defaultReadConcernSource", "implicit" },
            { "localUpdateWallClockTime", request.Server.StartedAt },
        };
    }

    private static CommandException NotSettable(string what, string value) =>
        new(ServerError.InvalidOptions, $"This embedded server has one node, and '{value}' as its default {what} only.");
}
