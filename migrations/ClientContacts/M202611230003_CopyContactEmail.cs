using Pipeline.Migrations.Authoring;
using Pipeline.Migrations.Authoring.Batches;

namespace AgentKit.Migrations.ClientContacts;

/// <summary>Backfill: gives each client its e-mail address as first contact. What the old version writes afterwards is caught by the contract phase.</summary>
[Migration(202611230003, "contacts from contact_email"), RunsWith(NeededBy = "0.1.0")]
public sealed class M202611230003_CopyContactEmail : BatchMigration
{
    public override void Up(BatchBuilder batches) => batches.Over("client_profiles")
        .Where("{ contacts: { $exists: false } }")
        .InBatchesOf(500)
        .Pausing(TimeSpan.FromMilliseconds(20))
        .Update("[{ $set: { contacts: [{ email: '$contact_email', role: 'primary' }] } }]");

    public override void Down(BatchBuilder batches) => batches.Over("client_profiles")
        .Where("{ contacts: { $exists: true }, contact_email: { $exists: true } }")
        .InBatchesOf(500)
        .Update("{ $unset: { contacts: '' } }");
}
