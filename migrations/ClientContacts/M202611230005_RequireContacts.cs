using Pipeline.Migrations.Authoring;
using Pipeline.Migrations.Authoring.Schemas;

namespace AgentKit.Migrations.ClientContacts;

/// <summary>Contract: every client has contacts from now on, and nobody looks for <c>contact_email</c>.</summary>
[Migration(202611230005, "contacts are required", Phase = MigrationPhase.Contract), RunsWith("0.1.0")]
public sealed class M202611230005_RequireContacts : SchemaMigration
{
    public override void Up(SchemaBuilder schema) => schema.Collection("client_profiles")
        .Validate(ClientProfiles.WithContacts)
        .DropIndex("organization_id_1_contact_email_1");

    public override void Down(SchemaBuilder schema) => schema.Collection("client_profiles")
        .Index(x => x.Ascending("organization_id", "contact_email"))
        .Validate(ClientProfiles.WithEither);
}
