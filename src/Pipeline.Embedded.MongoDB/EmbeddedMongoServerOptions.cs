using Pipeline.Embedded.MongoDB.Journaling;

namespace Pipeline.Embedded.MongoDB;

/// <summary>How an embedded server runs. The defaults are those of a test: in memory, a free port, no authentication.</summary>
public sealed record EmbeddedMongoServerOptions
{
    /// <summary>Where data is kept. Default none: in memory, gone when the server stops.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>The port on 127.0.0.1. Default 0: a free one.</summary>
    public int Port { get; init; }

    /// <summary>The replica set's name. Default <c>rs0</c>.</summary>
    public string ReplicaSetName { get; init; } = "rs0";

    /// <summary>When the journal is forced to the disk. Default every 100 ms, as MongoDB does.</summary>
    public JournalSync Sync { get; init; } = JournalSync.Interval;

    /// <summary>How much of the oplog is kept, in MiB. Default 64.</summary>
    public int OplogMebibytes { get; init; } = 64;

    /// <summary>Whether clients must authenticate (SCRAM-SHA-256). Default no.</summary>
    public bool RequiresAuthentication { get; init; }

    /// <summary>The first user, made with the role root if there is none of this name. Default none.</summary>
    public string? UserName { get; init; }

    /// <summary>The first user's password.</summary>
    public string? Password { get; init; }

    /// <summary>How often documents are looked for whose time (TTL) is over. Default 60 s, as MongoDB does.</summary>
    public TimeSpan ExpiryInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The clock of the server. Default the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Told what the server has to say: its start, its stop, and what went wrong within. Default nobody.</summary>
    public Action<string>? Log { get; init; }
}
