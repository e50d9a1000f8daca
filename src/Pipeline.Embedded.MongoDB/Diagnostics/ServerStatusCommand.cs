using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;

namespace Pipeline.Embedded.MongoDB.Diagnostics;

/// <summary><c>serverStatus</c>: the sections that the embedded server has real numbers for.</summary>
internal sealed class ServerStatusCommand : SynchronousCommand
{
    private const int MaxConnections = 1_000_000;

    public override string Name => "serverStatus";

    protected override BsonDocument Run(CommandRequest request)
    {
        var server = request.Server;
        var uptime = server.Now - server.StartedAt;
        var status = new BsonDocument
        {
            { "host", $"{Environment.MachineName}:{server.Address[(server.Address.IndexOf(':', StringComparison.Ordinal) + 1)..]}" },
            { "version", ServerVersion.Text },
            { "process", "mongod" },
            { "pid", (long)Environment.ProcessId },
            { "uptime", Math.Truncate(uptime.TotalSeconds) },
            { "uptimeMillis", (long)uptime.TotalMilliseconds },
            { "uptimeEstimate", (long)uptime.TotalSeconds },
            { "localTime", server.Now },
            { "connections", new BsonDocument { { "current", server.Connections.Open }, { "available", MaxConnections - server.Connections.Open }, { "totalCreated", server.Connections.Total } } },
            { "globalLock", new BsonDocument { { "totalTime", (long)uptime.TotalMicroseconds }, { "activeClients", new BsonDocument("total", server.Operations.Running.Count()) } } },
            { "logicalSessionRecordCache", new BsonDocument("activeSessionsCount", server.Sessions.All.Count()) },
            { "mem", new BsonDocument { { "bits", 64 }, { "resident", (int)(Environment.WorkingSet >> 20) }, { "supported", true } } },
            { "metrics", new BsonDocument("cursor", new BsonDocument("open", new BsonDocument("total", (long)server.Cursors.Count))) },
            { "network", new BsonDocument("numRequests", server.Operations.Counters.Requests) },
            { "opcounters", server.Operations.Counters.ToBson() },
            { "repl", Replication(server) },
            {
                "storageEngine", new BsonDocument
                {
                    { "name", "embedded" },
                    { "supportsCommittedReads", true },
                    { "supportsSnapshotReadConcern", true },
                    { "readOnly", false },
                    { "persistent", server.Options.DataDirectory is not null },
                    { "backupCursorOpen", false },
                }
            },
            { "transactions", new BsonDocument("currentOpen", (long)server.Sessions.OpenTransactions) },
        };
        foreach (var left in request.Body.Document.Where(x => x.Value is { IsNumeric: true } or BsonBoolean && !x.Value.ToBoolean()).Select(x => x.Name))
            status.Remove(left);
        return status;
    }

    private static BsonDocument Replication(ServerContext server) => new()
    {
        { "hosts", new BsonArray { server.Address } },
        { "setName", server.Options.ReplicaSetName },
        { "setVersion", 1 },
        { "isWritablePrimary", true },
        { "secondary", false },
        { "primary", server.Address },
        { "me", server.Address },
        { "rbid", 1 },
    };
}
