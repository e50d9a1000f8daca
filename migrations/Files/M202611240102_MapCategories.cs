using Pipeline.Migrations.Authoring;
using Pipeline.Migrations.Authoring.Batches;

namespace AgentKit.Migrations.Files;

/// <summary>Backfill: files of before have the new categories, and are available.</summary>
[Migration(202611240102, "files of before are available"), RunsWith(NeededBy = "0.1.0")]
public sealed class M202611240102_MapCategories : BatchMigration
{
    public override void Up(BatchBuilder batches) => batches.Over("uploaded_files").Where(FormerCategories.OfOld).InBatchesOf(500).Pausing(TimeSpan.FromMilliseconds(20)).Update(FormerCategories.Up);

    public override void Down(BatchBuilder batches) => batches.Over("uploaded_files").Where("{ status: { $exists: true } }").InBatchesOf(500).Update(FormerCategories.Down);
}
