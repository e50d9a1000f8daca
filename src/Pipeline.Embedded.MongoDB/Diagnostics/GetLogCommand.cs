using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Diagnostics;

/// <summary><c>getLog</c>: what a shell shows when it connects.</summary>
internal sealed class GetLogCommand : SynchronousCommand
{
    public override string Name => "getLog";

    public override CommandTraits Traits => CommandTraits.AdminOnly;

    protected override BsonDocument Run(CommandRequest request)
    {
        var name = request.Body.Text(Name)!;
        request.Body.RejectUnknown();
        if (name == "*")
            return new BsonDocument("names", new BsonArray { "global", "startupWarnings" });
        if (name is not ("global" or "startupWarnings"))
            throw new CommandException(ServerError.OperationFailed, $"No log named '{name}'");
        return new BsonDocument { { "totalLinesWritten", 1 }, { "log", new BsonArray { Warning(request.Server.StartedAt) } } };
    }

    private static string Warning(DateTime startedAt) => new BsonDocument
    {
        { "t", new BsonDocument("$date", startedAt.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+00:00'", System.Globalization.CultureInfo.InvariantCulture)) },
        { "s", "W" },
        { "c", "CONTROL" },
        { "id", 7000001 },
        { "ctx", "initandlisten" },
        { "msg", "This is Pipeline's embedded server, which behaves as MongoDB, for development and tests. It is not for production data." },
        { "tags", new BsonArray { "startupWarnings" } },
    }.ToJson();
}
