using Pipeline.Migrations.Authoring;
using Pipeline.Migrations.Authoring.Schemas;

namespace AgentKit.Migrations;

/// <summary>Expand: ideas have a description and can be archived; they are listed within an organisation, by status and time.</summary>
[Migration(202611240004, "campaign ideas can be archived"), RunsWith(NeededBy = "0.1.0")]
public sealed class M202611240004_CampaignIdeas : SchemaMigration
{
    public override void Up(SchemaBuilder schema) => schema.Collection("campaign_ideas")
        .Validate(x => Core(x)
            .Optional("description", FieldSchema.Text(minLength: 1, maxLength: 4000))
            .Optional("status", FieldSchema.OneOf("open", "archived"))
            .Optional("created_by", ServiceCollections.Subject)
            .Optional("archived_at", FieldSchema.Date)
            .Optional("archived_by", ServiceCollections.Subject)
            .Optional("version", FieldSchema.WholeNumber(minimum: 1)))
        .Index(x => x.Ascending("organization_id", "client_id", "status").Descending("created_at", "_id"));

    public override void Down(SchemaBuilder schema) => schema.Collection("campaign_ideas")
        .DropIndex("organization_id_1_client_id_1_status_1_created_at_-1__id_-1")
        .Validate(x => Core(x));

    // As the initial migration has it.
    private static ObjectSchema Core(ObjectSchema schema) => schema
        .Required("organization_id", FieldSchema.Text(minLength: 1))
        .Required("client_id", FieldSchema.Text(minLength: 1))
        .Required("title", FieldSchema.Text(minLength: 1, maxLength: 200))
        .Required("created_at", FieldSchema.Date)
        .Optional("channels", FieldSchema.ArrayOf(FieldSchema.Text(minLength: 1)))
        .Optional("budget", FieldSchema.DecimalNumber.OrNull());
}
