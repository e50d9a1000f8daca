using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Diagnostics;

/// <summary>MongoDB's server parameters, those of them that clients ask for. What can be set has its effect.</summary>
internal sealed class ServerParameters
{
    private readonly Lock _lock = new();
    private readonly BsonDocument _values;

    public ServerParameters(EmbeddedMongoServerOptions options)
    {
        ExpiryInterval = options.ExpiryInterval;
        _values = new BsonDocument
        {
            { "authenticationMechanisms", new BsonArray { "SCRAM-SHA-1", "SCRAM-SHA-256" } },
            { "cursorTimeoutMillis", 600_000L },
            { "enableTestCommands", true },
            { "featureCompatibilityVersion", new BsonDocument("version", ServerVersion.Feature) },
            { "localLogicalSessionTimeoutMinutes", 30 },
            { "logComponentVerbosity", new BsonDocument("verbosity", 0) },
            { "logLevel", 0 },
            { "minSnapshotHistoryWindowInSeconds", 300 },
            { "quiet", false },
            { "scramIterationCount", 10_000 },
            { "scramSHA256IterationCount", 15_000 },
            { "transactionLifetimeLimitSeconds", 60 },
            { "ttlMonitorEnabled", true },
            { "ttlMonitorSleepSecs", (int)Math.Ceiling(options.ExpiryInterval.TotalSeconds) },
        };
    }

    /// <summary>How long a transaction may be open.</summary>
    public TimeSpan TransactionLifetime { get; private set; } = TimeSpan.FromSeconds(60);

    public TimeSpan ExpiryInterval { get; private set; }

    public bool Expires { get; private set; } = true;

    public BsonDocument All()
    {
        lock (_lock)
            return _values.DeepClone().AsBsonDocument;
    }

    /// <returns>What it was.</returns>
    public BsonValue Set(string name, BsonValue value)
    {
        lock (_lock)
        {
            if (!_values.TryGetValue(name, out var was))
                throw new CommandException(ServerError.InvalidOptions, $"attempted to set unrecognized parameter [{name}], use help:true to see options ");
            switch (name)
            {
                case "transactionLifetimeLimitSeconds":
                    TransactionLifetime = TimeSpan.FromSeconds(AtLeast(1, name, value));
                    break;
                case "ttlMonitorSleepSecs":
                    ExpiryInterval = TimeSpan.FromSeconds(AtLeast(1, name, value));
                    break;
                case "ttlMonitorEnabled":
                    Expires = value.ToBoolean();
                    break;
                case "logComponentVerbosity" or "logLevel" or "quiet":
                    break;
                default:
                    throw new CommandException(ServerError.InvalidOptions, $"not allowed to change [{name}] at runtime");
            }

            _values[name] = value;
            return was;
        }
    }

    private static int AtLeast(int least, string name, BsonValue value) => value is { IsNumeric: true } && value.ToInt32() >= least
        ? value.ToInt32()
        : throw new CommandException(ServerError.BadValue, $"Invalid value for parameter {name}: {value} is not greater than or equal to {least}");
}
