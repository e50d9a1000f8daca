using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;

namespace Pipeline.Embedded.MongoDB.Diagnostics;

/// <summary><c>getCmdLineOpts</c>: the server's options, as mongod would have been given them.</summary>
internal sealed class GetCmdLineOptsCommand : SynchronousCommand
{
    public override string Name => "getCmdLineOpts";

    public override CommandTraits Traits => CommandTraits.AdminOnly;

    protected override BsonDocument Run(CommandRequest request)
    {
        var options = request.Server.Options;
        var port = int.Parse(request.Server.Address.AsSpan(request.Server.Address.IndexOf(':', StringComparison.Ordinal) + 1), System.Globalization.CultureInfo.InvariantCulture);
        var parsed = new BsonDocument
        {
            { "net", new BsonDocument { { "bindIp", "127.0.0.1" }, { "port", port } } },
            { "replication", new BsonDocument { { "replSet", options.ReplicaSetName }, { "oplogSizeMB", options.OplogMebibytes } } },
            { "storage", options.DataDirectory is { } directory ? new BsonDocument { { "dbPath", directory }, { "engine", "embedded" } } : new BsonDocument("engine", "embedded") },
        };
        if (options.RequiresAuthentication)
            parsed.Add("security", new BsonDocument("authorization", "enabled"));
        var argv = new BsonArray { "mongod", "--bind_ip", "127.0.0.1", "--port", port.ToString(System.Globalization.CultureInfo.InvariantCulture), "--replSet", options.ReplicaSetName };
        if (options.DataDirectory is not null)
            argv.AddRange(["--dbpath", options.DataDirectory]);
        if (options.RequiresAuthentication)
            argv.Add("--auth");
        return new BsonDocument { { "argv", argv }, { "parsed", parsed } };
    }
}
