using Pipeline.Migrations.Authoring;
using Pipeline.Migrations.Authoring.Schemas;

namespace AgentKit.Migrations.Onboarding;

/// <summary>Contract: every client has contacts and a state from now on, and nobody looks for <c>contact_email</c>.</summary>
[Migration(202611240091, "contacts and onboarding states are required", Phase = MigrationPhase.Contract), RunsWith("0.1.0")]
public sealed class M202611240091_RequireOnboardingStates : SchemaMigration
{
    public override void Up(SchemaBuilder schema) => schema.Collection("client_profiles")
        .Validate(OnboardingProfiles.WithStates)
        .DropIndex("organization_id_1_contact_email_1");

    public override void Down(SchemaBuilder schema) => schema.Collection("client_profiles")
        .Index(x => x.Ascending("organization_id", "contact_email"))
        .Validate(OnboardingProfiles.WithEither);
}
