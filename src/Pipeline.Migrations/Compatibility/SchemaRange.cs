namespace Pipeline.Migrations.Compatibility;

/// <summary>The schemas that one version of a service can run with, as the service itself says it; its readiness asks.</summary>
/// <param name="From">The newest migration that it needs.</param>
/// <param name="Before">First migration (a contract phase) that it can't run with, or null.</param>
public sealed record SchemaRange(long From, long? Before = null)
{
    /// <summary>Whether the service can run with this schema; where it can't, why.</summary>
    public SchemaVerdict Check(SchemaState state)
    {
        if (From > 0 && !state.Applied.Contains(From))
            return new SchemaVerdict(false, $"The service needs migration {From}; the database is at {state.Version}. Run `pipeline migrate up`.");
        if (Before is { } before && state.Applied.Any(x => x >= before))
            return new SchemaVerdict(false, $"The service can't run with migration {before} or later; the database is at {state.Version}. Deploy a newer version, or go down to before {before}.");
        return new SchemaVerdict(true, $"The database is at {state.Version}, which the service supports.");
    }
}
