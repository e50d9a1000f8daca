using System.Globalization;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Operations;
using Pipeline.Embedded.MongoDB.Sessions;

namespace Pipeline.Embedded.MongoDB.Diagnostics;

/// <summary>What runs: the documents of <c>currentOp</c> and <c>$currentOp</c>.</summary>
internal static class CurrentOperations
{
    /// <param name="server">The server.</param>
    /// <param name="asking">Who asks.</param>
    /// <param name="specification">Of <c>$currentOp</c>: <c>allUsers</c>, <c>idleSessions</c>.</param>
    public static IEnumerable<BsonDocument> Of(ServerContext server, ClientConnection asking, BsonDocument specification)
    {
        var ofAll = specification.GetValue("allUsers", false).ToBoolean() || !server.Access.IsRequired;
        var running = server.Operations.Running.Where(x => ofAll || x.Connection.User == asking.User).Select(x => Describe(server, x));
        return specification.GetValue("idleSessions", true).ToBoolean() ? running.Concat(Idle(server)) : running;
    }

    private static BsonDocument Describe(ServerContext server, Operation operation)
    {
        var (connection, body) = (operation.Connection, operation.Body);
        var name = body.ElementCount == 0 ? "" : body.GetElement(0).Name;
        var database = body.GetValue("$db", "admin").ToString();
        var described = new BsonDocument
        {
            { "type", "op" },
            { "host", server.Address },
            { "desc", $"conn{connection.Id}" },
            { "connectionId", connection.Id },
            { "client", connection.Remote },
        };
        if (connection.ApplicationName is { } application)
            described.Add("appName", application);
        if (connection.Metadata is { } metadata)
            described.Add("clientMetadata", metadata);
        described.Add("active", true).Add("currentOpTime", server.Now.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+00:00'", CultureInfo.InvariantCulture));
        if (connection.User is { } user)
            described.Add("effectiveUsers", new BsonArray { new BsonDocument { { "user", user.Name }, { "db", user.Database } } });
        described.Add("threaded", true).Add("opid", operation.Id);
        if (body.TryGetElement("lsid", out var session))
            described.Add(session);
        var elapsed = operation.Elapsed();
        return described
            .Add("secs_running", (long)elapsed.TotalSeconds)
            .Add("microsecs_running", (long)elapsed.TotalMicroseconds)
            .Add("op", KindOf(name))
            .Add("ns", body.ElementCount > 0 && body[0] is BsonString { Value: var collection } ? $"{database}.{collection}" : $"{database}.$cmd")
            .Add("redacted", false)
            .Add("command", body)
            .Add("numYields", 0)
            .Add("waitingForLock", server.WriteLock.IsLocked && KindOf(name) is "insert" or "update" or "remove");
    }

    /// <summary>Sessions that have a transaction open.</summary>
    private static IEnumerable<BsonDocument> Idle(ServerContext server) =>
        from session in server.Sessions.All
        where session.Transaction is { State: TransactionState.InProgress }
        select new BsonDocument
        {
            { "type", "idleSession" },
            { "host", server.Address },
            { "desc", "inactive transaction" },
            { "active", false },
            { "lsid", session.Id },
            { "transaction", new BsonDocument { { "parameters", new BsonDocument { { "txnNumber", session.TransactionNumber }, { "autocommit", false } } }, { "startWallClockTime", session.Transaction!.StartedAt } } },
        };

    private static string KindOf(string command) => command switch
    {
        "find" => "query",
        "insert" => "insert",
        "update" => "update",
        "delete" => "remove",
        "getMore" => "getmore",
        _ => "command",
    };
}
