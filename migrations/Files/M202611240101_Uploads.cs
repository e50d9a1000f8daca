using Pipeline.Migrations.Authoring;
using Pipeline.Migrations.Authoring.Schemas;

namespace AgentKit.Migrations.Files;

/// <summary>Expand: files have a status, a checksum and the categories that they have limits by; uploads in progress and leases have collections.</summary>
[Migration(202611240101, "files are quarantined, uploads are resumable"), RunsWith(NeededBy = "0.1.0")]
public sealed class M202611240101_Uploads : SchemaMigration
{
    public override void Up(SchemaBuilder schema)
    {
        schema.Collection("uploaded_files")
            .Validate(FileDocuments.WithEither)
            .Index(x => x.Ascending("organization_id", "client_id", "file_category").Descending("uploaded_at", "_id"))
            .Index(x => x.Ascending("organization_id", "client_id").Descending("uploaded_at", "_id"))
            // Only files of which something is left to do have the field.
            .Index(x => x.Ascending("due_at").Sparse())
            .Index(x => x.Ascending("status", "uploaded_at").OnlyWhere("{ status: 'quarantined' }"));

        schema.Collection("file_uploads")
            .Create()
            .Validate(x => x
                .Required("organization_id", FieldSchema.Text(minLength: 1))
                .Required("client_id", FieldSchema.Text(minLength: 1))
                .Required("method", FieldSchema.OneOf("streamed", "direct", "multipart"))
                .Required("state", FieldSchema.OneOf("uploading", "completing", "stored", "abandoned"))
                .Required("file_category", FieldSchema.OneOf("brand_assets", "contracts", "product_feed", "analytics_export", "other"))
                .Required("file_name", FieldSchema.Text(minLength: 1, maxLength: 255))
                .Optional("declared_type", FieldSchema.Text(minLength: 3))
                .Optional("size_bytes", FieldSchema.WholeNumber(minimum: 1))
                .Optional("sha256", FileDocuments.Sha256)
                .Optional("part_bytes", FieldSchema.WholeNumber(minimum: 1))
                .Optional("store_upload_id", FieldSchema.Text(minLength: 1))
                .Optional("completing_until", FieldSchema.Date)
                .Required("created_at", FieldSchema.Date)
                .Required("created_by", ServiceCollections.Subject)
                .Required("expires_at", FieldSchema.Date))
            // No TTL index: the object of an upload is deleted before its document, and only the service can do that.
            .Index(x => x.Ascending("expires_at"));

        schema.Collection("leases")
            .Create()
            .Validate(x => x
                .Required("holder", FieldSchema.Text(minLength: 1))
                .Required("expires_at", FieldSchema.Date));
    }

    public override void Down(SchemaBuilder schema)
    {
        schema.Collection("leases").Drop();
        schema.Collection("file_uploads").Drop();
        schema.Collection("uploaded_files")
            .DropIndex("status_1_uploaded_at_1")
            .DropIndex("due_at_1")
            .DropIndex("organization_id_1_client_id_1_uploaded_at_-1__id_-1")
            .DropIndex("organization_id_1_client_id_1_file_category_1_uploaded_at_-1__id_-1")
            .Validate(FileDocuments.Former);
    }
}
