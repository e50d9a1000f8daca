using Pipeline.Migrations.Authoring;
using Pipeline.Migrations.Authoring.Schemas;

namespace AgentKit.Migrations.ClientContacts;

/// <summary>Expand: <c>contacts</c> may stand beside <c>contact_email</c>. Versions before and after run with it.</summary>
[Migration(202611230002, "clients may have contacts")]
public sealed class M202611230002_AllowContacts : SchemaMigration
{
    public override void Up(SchemaBuilder schema) => schema.Collection("client_profiles")
        .Validate(ClientProfiles.WithEither)
        .Index(x => x.Ascending("organization_id", "contacts.email"));

    public override void Down(SchemaBuilder schema) => schema.Collection("client_profiles")
        .DropIndex("organization_id_1_contacts.email_1")
        .Validate(ClientProfiles.WithContactEmail);
}
