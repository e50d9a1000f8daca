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

    /// <summary>127.0.0.1 and the port, as a member of the replica set is named.</summary>
    public string Address { get; set; } = "";

    public DateTime Now => Time.GetUtcNow().UtcDateTime;
}
