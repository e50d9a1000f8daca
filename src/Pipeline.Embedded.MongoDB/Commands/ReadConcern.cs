using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Commands;

/// <summary>How fresh, and how settled, a read is to be. On one node all levels but snapshot are one.</summary>
internal sealed record ReadConcern
{
    public static ReadConcern Local { get; } = new();

    public string Level { get; init; } = "local";

    public bool IsGiven { get; init; }

    /// <summary>The moment that is to be read.</summary>
    public ulong? AtClusterTime { get; init; }

    public ulong? AfterClusterTime { get; init; }

    public bool IsSnapshot => Level == "snapshot";

    public static ReadConcern Parse(BsonValue? value)
    {
        if (value is null)
            return Local;

        var body = new CommandBody("readConcern", value as BsonDocument ?? throw new CommandException(ServerError.TypeMismatch, "readConcern must be an object"));
        var level = body.Text("level") ?? "local";
        if (level is not ("local" or "majority" or "linearizable" or "available" or "snapshot"))
            throw new CommandException(ServerError.BadValue, $"Enumeration value '{level}' for field 'readConcern.level' is not a valid value.");

        var concern = new ReadConcern { Level = level, IsGiven = body.Document.ElementCount > 0, AtClusterTime = Time(body, "atClusterTime"), AfterClusterTime = Time(body, "afterClusterTime") };
        _ = body.Value("afterOpTime");
        _ = body.Value("provenance");
        body.RejectUnknown();
        if (concern.AtClusterTime is not null && !concern.IsSnapshot)
            throw new CommandException(ServerError.InvalidOptions, $"readConcern level 'snapshot' is required when specifying atClusterTime, found level '{level}'");
        if (concern is { AtClusterTime: not null, AfterClusterTime: not null })
            throw new CommandException(ServerError.InvalidOptions, "Specifying a timestamp for readConcern snapshot in a causally consistent session is not allowed. See https://www.mongodb.com/docs/manual/core/read-isolation-consistency-recency/#causal-consistency");
        return concern;
    }

    /// <exception cref="CommandException">InvalidOptions: the command, outside of a transaction, has no such reads.</exception>
    public void RequireSupport(Command command)
    {
        var isSupported = Level switch
        {
            "local" => true,
            "snapshot" => command.Has(CommandTraits.Snapshots),
            _ => command.Has(CommandTraits.ReadConcern),
        };
        if (!isSupported)
            throw new CommandException(ServerError.InvalidOptions, $"Command {command.Name} does not support {{ readConcern: {{ level: \"{Level}\", provenance: \"clientSupplied\" }} }} :: caused by :: read concern not supported");
    }

    private static ulong? Time(CommandBody body, string field) => body.Value(field) switch
    {
        null => null,
        BsonTimestamp { Value: 0 } => throw new CommandException(ServerError.InvalidOptions, $"readConcern {field} value must not be 0"),
        BsonTimestamp time => (ulong)time.Value,
        var other => throw body.WrongType(field, other, "timestamp"),
    };
}
