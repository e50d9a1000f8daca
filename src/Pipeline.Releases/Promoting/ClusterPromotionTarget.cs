using Pipeline.Errors;
using Pipeline.Kubernetes;
using Pipeline.Kubernetes.Applying;
using Pipeline.Kubernetes.Recording;
using Pipeline.Kubernetes.RollingBack;
using Pipeline.Migrations.Authoring;
using Pipeline.Releases.Databases;
using Pipeline.Releases.Proving;

namespace Pipeline.Releases.Promoting;

/// <summary>An environment that is a namespace of a cluster, with a database beside it.</summary>
/// <param name="parts">What it works with.</param>
public sealed class ClusterPromotionTarget(PromotionParts parts) : IPromotionTarget
{
    /// <inheritdoc/>
    public async Task<int?> CurrentAsync(CancellationToken cancellationToken) =>
        (await parts.Deployer.HistoryAsync(parts.Application, parts.Namespace, cancellationToken)).FirstOrDefault(x => x.State == ReleaseState.Deployed)?.Number;

    /// <inheritdoc/>
    public async Task<string?> MigrateAsync(ApprovedMigrations approved, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(approved);
        var plan = await Database.PlanAsync(MigrationPhase.Expand, cancellationToken);
        if (plan.IsEmpty)
            return null;
        if (plan.Hash == approved.PlanHash)
            return await Database.RunAsync(plan, cancellationToken);

        // A run that was killed between two of the migrations left a plan with the rest of them.
        var isRest = (plan.CurrentVersion > approved.From || plan.Steps[0].IsResumed) && plan.Steps.All(x => x.Version <= approved.To);
        return isRest
            ? await Database.RunAsync(plan, cancellationToken)
            : $"the migrations that are pending now are not those that were approved ({string.Join(", ", plan.Steps.Select(x => x.Version))})";
    }

    /// <inheritdoc/>
    public async Task<SchemaChoice> ChooseSchemaAsync(long schemaBefore, int earlierNumber, CancellationToken cancellationToken) =>
        (await SchemaReturn.ChooseAsync(Database, await ReleaseAsync(earlierNumber, cancellationToken), schemaBefore, cancellationToken)).Choice;

    /// <inheritdoc/>
    public Task<string?> TakeSchemaDownAsync(long version, CancellationToken cancellationToken) => Database.TakeDownAsync(version, cancellationToken);

    /// <inheritdoc/>
    public async Task<DeployOutcome> DeployAsync(int number, CancellationToken cancellationToken) =>
        await parts.Deployer.DeployAsync(await parts.Request(cancellationToken) with { Number = number }, parts.Progress, cancellationToken);

    /// <inheritdoc/>
    public Task<DeployOutcome> GoBackAsync(int number, CancellationToken cancellationToken) =>
        parts.Deployer.RollbackAsync(new RollbackRequest { Application = parts.Application, Namespace = parts.Namespace, To = number }, parts.Progress, cancellationToken);

    /// <inheritdoc/>
    public async Task<EvidenceRecord?> SmokeTestAsync(int number, CancellationToken cancellationToken) => parts.SmokeTest is { } test ? await test(cancellationToken) : null;

    /// <inheritdoc/>
    public async Task<EvidenceRecord?> WatchAsync(int number, CancellationToken cancellationToken) => parts.Watch is { } watch ? await watch(cancellationToken) : null;

    /// <inheritdoc/>
    public Task RecordAsync(int number, IReadOnlyList<EvidenceRecord> evidence, CancellationToken cancellationToken) =>
        ReleaseEvidence.AddAsync(parts.Deployer, parts.Application, parts.Namespace, number, evidence, cancellationToken);

    private IReleaseDatabase Database => parts.Database ?? throw new InvalidOperationException("The plan has migrations, so the environment has a database.");

    private async Task<Release> ReleaseAsync(int number, CancellationToken cancellationToken) =>
        (await parts.Deployer.HistoryAsync(parts.Application, parts.Namespace, cancellationToken)).FirstOrDefault(x => x.Number == number)
        ?? throw new PipelineException(ReleaseErrors.NoSuchRelease, $"{parts.Application} has no release {number} in {parts.Namespace}.") { ExitCode = 2 };
}
