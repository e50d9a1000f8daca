using Pipeline.Migrations.Authoring;
using Pipeline.Migrations.Authoring.Schemas;

namespace AgentKit.Migrations.Onboarding;

/// <summary>Expand: states may stand beside the statuses of before, with brand, transitions and a version for ETags. Lists without a filter get their index.</summary>
[Migration(202611240002, "onboarding may have states"), RunsWith(NeededBy = "0.1.0")]
public sealed class M202611240002_AllowOnboardingStates : SchemaMigration
{
    public override void Up(SchemaBuilder schema) => schema.Collection("client_profiles")
        .Validate(OnboardingProfiles.WithEither)
        .Index(x => x.Ascending("organization_id").Descending("created_at", "_id"));

    public override void Down(SchemaBuilder schema) => schema.Collection("client_profiles")
        .DropIndex("organization_id_1_created_at_-1__id_-1")
        .Validate(ClientProfiles.WithEither);
}
