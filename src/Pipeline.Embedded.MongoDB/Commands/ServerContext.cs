using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Access;
using Pipeline.Embedded.MongoDB.Cursors;
using Pipeline.Embedded.MongoDB.Diagnostics;
using Pipeline.Embedded.MongoDB.Faults;
using Pipeline.Embedded.MongoDB.Operations;
using Pipeline.Embedded.MongoDB.Sessions;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Commands;

/// <summary>The parts of a running server that commands work on.</summary>
internal sealed class ServerContext
{
    public required EmbeddedMongoServerOptions Options { get; init; }

    public required Store Store { get; init; }

    public required SessionCatalog Sessions { get; init; }

    public required TimeProvider Time { get; init; }

    public required DateTime StartedAt { get; init; }

    public required OperationRegistry Operations { get; init; }

    public required AccessControl Access { get; init; }

    public required CursorRegistry Cursors { get; init; }

    public required ServerParameters Parameters { get; init; }

    public required WriteLock WriteLock { get; init; }

    public ConnectionCounter Connections { get; } = new();

    /// <summary>Of this server's run, by which drivers see whether an error is of a state that they already know.</summary>
    public BsonDocument TopologyVersion { get; } = new() { { "processId", ObjectId.GenerateNewId() }, { "counter", 6L } };

    public FailPoints FailPoints { get; } = new();

    /// <summary>All commands, for those that look others up.</summary>
    public CommandDispatcher Dispatcher { get; set; } = null!;

    /// <summary>127.0.0.1 and the port, as a member of the replica set is named.</summary>
    public string Address { get; set; } = "";

    public void Log(string message) => Options.Log?.Invoke(message);

    public DateTime Now => Time.GetUtcNow().UtcDateTime;
}
