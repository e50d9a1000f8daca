using Pipeline.Migrations.Authoring;
using Pipeline.Migrations.Authoring.Batches;

namespace AgentKit.Migrations.Files;

/// <summary>Contract: what the version before still wrote after the backfill.</summary>
[Migration(202611240190, "late files are available", Phase = MigrationPhase.Contract), RunsWith("0.1.0")]
public sealed class M202611240190_MapLateCategories : BatchMigration
{
    public override void Up(BatchBuilder batches) => batches.Over("uploaded_files").Where(FormerCategories.OfOld).InBatchesOf(500).Pausing(TimeSpan.FromMilliseconds(20)).Update(FormerCategories.Up);

    /// <summary>The backfill's own way back takes these along.</summary>
    public override void Down(BatchBuilder batches) => batches.Over("uploaded_files").Where("{ status: { $exists: false } }").InBatchesOf(500).Update("{ $set: { status: 'available' } }");
}
