using Pipeline.Migrations.Authoring;
using Pipeline.Migrations.Authoring.Batches;

namespace AgentKit.Migrations;

/// <summary>Backfill: ideas of before are open.</summary>
[Migration(202611240005, "ideas of before are open"), RunsWith(NeededBy = "0.1.0")]
public sealed class M202611240005_OpenIdeas : BatchMigration
{
    public override void Up(BatchBuilder batches) => batches.Over("campaign_ideas")
        .Where("{ status: { $exists: false } }")
        .InBatchesOf(500)
        .Update("{ $set: { status: 'open' } }");

    public override void Down(BatchBuilder batches) => batches.Over("campaign_ideas")
        .Where("{ status: { $exists: true } }")
        .InBatchesOf(500)
        .Update("{ $unset: { status: '' } }");
}
