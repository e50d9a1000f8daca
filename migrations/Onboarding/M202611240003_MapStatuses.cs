using Pipeline.Migrations.Authoring;
using Pipeline.Migrations.Authoring.Batches;

namespace AgentKit.Migrations.Onboarding;

/// <summary>Backfill: each client's status becomes a state. No version before reads the status; what one still writes is caught by the contract phase.</summary>
[Migration(202611240003, "states from statuses"), RunsWith(NeededBy = "0.1.0")]
public sealed class M202611240003_MapStatuses : BatchMigration
{
    public override void Up(BatchBuilder batches) => batches.Over("client_profiles")
        .Where(FormerStatuses.Any)
        .InBatchesOf(500)
        .Pausing(TimeSpan.FromMilliseconds(20))
        .Update(FormerStatuses.ToStates);

    public override void Down(BatchBuilder batches) => batches.Over("client_profiles")
        .Where(FormerStatuses.AnyState)
        .InBatchesOf(500)
        .Update(FormerStatuses.FromStates);
}
