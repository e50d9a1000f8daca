using Pipeline.Migrations.Authoring;
using Pipeline.Migrations.Authoring.Schemas;

namespace AgentKit.Migrations;

/// <summary>
/// The four collections of client onboarding. Each index serves a query of <see cref="AgentKitQueries"/>: fields compared by equality
/// first, then those that a list is sorted by, with <c>_id</c> last so that a cursor has one place to go on from.
/// </summary>
[Migration(202611230001, "initial collections")]
public sealed class M202611230001_InitialCollections : SchemaMigration
{
    public override void Up(SchemaBuilder schema)
    {
        schema.Collection("client_profiles")
            .Create()
            .Validate(ClientProfiles.WithContactEmail)
            // A client's id is given by its organization, so it is unique within that.
            .Index(x => x.Ascending("organization_id", "client_id").Unique())
            .Index(x => x.Ascending("client_id"))
            .Index(x => x.Ascending("organization_id", "onboarding_status").Descending("created_at", "_id"))
            .Index(x => x.Ascending("organization_id", "contact_email"));

        schema.Collection("uploaded_files")
            .Create()
            .Validate(x => x
                .Required("organization_id", FieldSchema.Text(minLength: 1))
                .Required("client_id", FieldSchema.Text(minLength: 1))
                .Required("file_category", FieldSchema.OneOf("logo", "brand_guide", "image", "video", "document", "other"))
                .Required("file_name", FieldSchema.Text(minLength: 1, maxLength: 255))
                .Required("content_type", FieldSchema.Text(minLength: 3))
                .Required("size_bytes", FieldSchema.WholeNumber(minimum: 0))
                .Required("object_key", FieldSchema.Text(minLength: 1))
                .Required("uploaded_at", FieldSchema.Date))
            .Index(x => x.Ascending("client_id", "file_category").Descending("uploaded_at", "_id"))
            .Index(x => x.Ascending("client_id").Descending("uploaded_at", "_id"))
            .Index(x => x.Ascending("object_key").Unique());

        schema.Collection("platform_credentials")
            .Create()
            .Validate(x => x
                .Required("organization_id", FieldSchema.Text(minLength: 1))
                .Required("client_id", FieldSchema.Text(minLength: 1))
                .Required("platform", FieldSchema.OneOf("google_ads", "meta", "linkedin", "tiktok", "x", "youtube"))
                // Where the secret store keeps it: the credential itself is never in the database.
                .Required("secret_reference", FieldSchema.Text(pattern: "^secret://"))
                .Required("created_at", FieldSchema.Date)
                .Optional("expires_at", FieldSchema.Date.OrNull()))
            // One credential for a client on a platform.
            .Index(x => x.Ascending("client_id", "platform", "organization_id").Unique())
            .Index(x => x.Ascending("organization_id", "platform"));

        schema.Collection("campaign_ideas")
            .Create()
            .Validate(x => x
                .Required("organization_id", FieldSchema.Text(minLength: 1))
                .Required("client_id", FieldSchema.Text(minLength: 1))
                .Required("title", FieldSchema.Text(minLength: 1, maxLength: 200))
                .Required("created_at", FieldSchema.Date)
                .Optional("channels", FieldSchema.ArrayOf(FieldSchema.Text(minLength: 1)))
                .Optional("budget", FieldSchema.DecimalNumber.OrNull()))
            .Index(x => x.Ascending("client_id").Descending("created_at", "_id"));
    }

    public override void Down(SchemaBuilder schema)
    {
        schema.Collection("campaign_ideas").Drop();
        schema.Collection("platform_credentials").Drop();
        schema.Collection("uploaded_files").Drop();
        schema.Collection("client_profiles").Drop();
    }
}
