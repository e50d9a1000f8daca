using Pipeline.Migrations.Authoring;
using Pipeline.Migrations.Authoring.Batches;

namespace AgentKit.Migrations.ClientContacts;

/// <summary>Contract: takes <c>contact_email</c> away, after copying what the old version still wrote.</summary>
[Migration(202611240080, "no more contact_email", Phase = MigrationPhase.Contract), RunsWith("0.1.0")]
public sealed class M202611240080_DropContactEmail : BatchMigration
{
    public override void Up(BatchBuilder batches) => batches.Over("client_profiles")
        .Where("{ contact_email: { $exists: true } }")
        .InBatchesOf(500)
        .Pausing(TimeSpan.FromMilliseconds(20))
        .Update("[{ $set: { contacts: { $ifNull: ['$contacts', [{ email: '$contact_email', role: 'primary' }]] } } }, { $unset: 'contact_email' }]");

    public override void Down(BatchBuilder batches) => batches.Over("client_profiles")
        .Where("{ contact_email: { $exists: false }, 'contacts.0': { $exists: true } }")
        .InBatchesOf(500)
        .Update("[{ $set: { contact_email: { $arrayElemAt: ['$contacts.email', 0] } } }]");
}
