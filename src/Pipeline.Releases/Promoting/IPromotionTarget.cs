using Pipeline.Kubernetes.Applying;
using Pipeline.Releases.Proving;

namespace Pipeline.Releases.Promoting;

/// <summary>
/// What a promotion does in one environment. Each call can be made again after a kill: what was done already isn't done twice. What fails as
/// such steps fail is an outcome; an exception means that nothing is known, and the promotion is run again.
/// </summary>
public interface IPromotionTarget
{
    /// <summary>The release that is deployed; null for none.</summary>
    Task<int?> CurrentAsync(CancellationToken cancellationToken);

    /// <summary>Runs the expand phase of the pending migrations, by the plan that was approved. Done already: does nothing; begun: goes on.</summary>
    /// <returns>Null where it went well, else what failed, as a sentence.</returns>
    Task<string?> MigrateAsync(ApprovedMigrations approved, CancellationToken cancellationToken);

    /// <summary>What can become of the schema when a release comes back that ran before migrations did.</summary>
    /// <param name="schemaBefore">The version that the schema had.</param>
    /// <param name="earlierNumber">The release that comes back.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<SchemaChoice> ChooseSchemaAsync(long schemaBefore, int earlierNumber, CancellationToken cancellationToken);

    /// <summary>Takes back the migrations after a version.</summary>
    /// <returns>Null where it went well, else what failed, as a sentence.</returns>
    Task<string?> TakeSchemaDownAsync(long version, CancellationToken cancellationToken);

    /// <summary>Deploys the release and waits until it is ready.</summary>
    Task<DeployOutcome> DeployAsync(int number, CancellationToken cancellationToken);

    /// <summary>Puts an earlier release in place again; one that is deployed already is only waited for.</summary>
    Task<DeployOutcome> GoBackAsync(int number, CancellationToken cancellationToken);

    /// <summary>Asks the deployed release over HTTP whether it works. Null where no smoke test is wired.</summary>
    Task<EvidenceRecord?> SmokeTestAsync(int number, CancellationToken cancellationToken);

    /// <summary>Watches the deployed release for a while. Null where nothing is wired that could tell.</summary>
    Task<EvidenceRecord?> WatchAsync(int number, CancellationToken cancellationToken);

    /// <summary>Adds evidence to the release's record.</summary>
    Task RecordAsync(int number, IReadOnlyList<EvidenceRecord> evidence, CancellationToken cancellationToken);
}
