using Pipeline.Migrations.Authoring;
using Pipeline.Migrations.Authoring.Schemas;

namespace AgentKit.Migrations.Files;

/// <summary>Contract: every file has one of the five categories and a status, and is looked for within its organisation.</summary>
[Migration(202611240191, "files have a status", Phase = MigrationPhase.Contract), RunsWith("0.1.0")]
public sealed class M202611240191_RequireCategories : SchemaMigration
{
    public override void Up(SchemaBuilder schema) => schema.Collection("uploaded_files")
        .Validate(FileDocuments.WithCategories)
        .DropIndex("client_id_1_file_category_1_uploaded_at_-1__id_-1")
        .DropIndex("client_id_1_uploaded_at_-1__id_-1");

    public override void Down(SchemaBuilder schema) => schema.Collection("uploaded_files")
        .Index(x => x.Ascending("client_id").Descending("uploaded_at", "_id"))
        .Index(x => x.Ascending("client_id", "file_category").Descending("uploaded_at", "_id"))
        .Validate(FileDocuments.WithEither);
}
