using AgentKit.Server.Database;
using AgentKit.Server.Organizations;
using Pipeline.Migrations.Compatibility;

namespace AgentKit.Server.Health;

/// <summary>The database's schema is one that this build runs with: a pod that comes before its migration, or stays after a contract phase, takes no requests.</summary>
internal sealed class SchemaCheck(ServiceDatabase database) : IReadinessCheck
{
    public string Name => "schema";

    public async Task<ReadinessVerdict> CheckAsync(CancellationToken cancellationToken)
    {
        var verdict = SupportedSchema.Range.Check(await SchemaState.ReadAsync(database.Database, cancellationToken: cancellationToken));
        return new ReadinessVerdict(verdict.IsSupported, verdict.Reason);
    }
}
