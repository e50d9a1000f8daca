using Pipeline.Migrations.Authoring;
using Pipeline.Migrations.Authoring.Batches;

namespace AgentKit.Migrations.Onboarding;

/// <summary>Contract: maps what the version before still wrote after the backfill.</summary>
[Migration(202611240090, "no more statuses", Phase = MigrationPhase.Contract), RunsWith("0.1.0")]
public sealed class M202611240090_MapLateStatuses : BatchMigration
{
    public override void Up(BatchBuilder batches) => batches.Over("client_profiles")
        .Where(FormerStatuses.Any)
        .InBatchesOf(500)
        .Pausing(TimeSpan.FromMilliseconds(20))
        .Update(FormerStatuses.ToStates);

    /// <summary>Nothing to take back: statuses may stand beside states again, and none has to.</summary>
    public override void Down(BatchBuilder batches) => batches.Over("client_profiles")
        .Where(FormerStatuses.Any)
        .InBatchesOf(500)
        .Update(FormerStatuses.ToStates);
}
