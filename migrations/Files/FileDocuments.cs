using Pipeline.Migrations.Authoring.Schemas;

namespace AgentKit.Migrations.Files;

/// <summary>What a document of <c>uploaded_files</c> is like, from one migration to the next. A new shape is a new method, never a change of an old one.</summary>
internal static class FileDocuments
{
    private static readonly string[] s_formerCategories = ["logo", "brand_guide", "image", "video", "document"];
    private static readonly string[] s_categories = ["brand_assets", "contracts", "product_feed", "analytics_export"];

    /// <summary>As the initial migration has it.</summary>
    public static void Former(ObjectSchema schema) => Core(schema, [.. s_formerCategories, "other"]);

    /// <summary>In between: categories of old and new, the service's fields optional.</summary>
    public static void WithEither(ObjectSchema schema) => Fields(Core(schema, [.. s_formerCategories, .. s_categories, "other"]), isRequired: false);

    /// <summary>At last: the five categories, and a status.</summary>
    public static void WithCategories(ObjectSchema schema) => Fields(Core(schema, [.. s_categories, "other"]), isRequired: true);

    private static ObjectSchema Core(ObjectSchema schema, string[] categories) => schema
        .Required("organization_id", FieldSchema.Text(minLength: 1))
        .Required("client_id", FieldSchema.Text(minLength: 1))
        .Required("file_category", FieldSchema.OneOf(categories))
        .Required("file_name", FieldSchema.Text(minLength: 1, maxLength: 255))
        .Required("content_type", FieldSchema.Text(minLength: 3))
        .Required("size_bytes", FieldSchema.WholeNumber(minimum: 0))
        .Required("object_key", FieldSchema.Text(minLength: 1))
        .Required("uploaded_at", FieldSchema.Date);

    private static void Fields(ObjectSchema schema, bool isRequired)
    {
        var status = FieldSchema.OneOf("quarantined", "available", "rejected", "deleted");
        _ = isRequired ? schema.Required("status", status) : schema.Optional("status", status);
        schema
            .Optional("former_category", FieldSchema.OneOf([.. s_formerCategories, "other"]))
            .Optional("sha256", Sha256)
            .Optional("expected_sha256", Sha256)
            .Optional("is_inspected", FieldSchema.Boolean)
            .Optional("uploaded_by", ServiceCollections.Subject)
            .Optional("checked_at", FieldSchema.Date)
            .Optional("rejection_reason", FieldSchema.Text(minLength: 1, maxLength: 100))
            .Optional("due_at", FieldSchema.Date)
            .Optional("attempts", FieldSchema.WholeNumber(minimum: 0))
            .Optional("deleted_at", FieldSchema.Date)
            .Optional("deleted_by", ServiceCollections.Subject)
            .Optional("version", FieldSchema.WholeNumber(minimum: 1));
    }

    internal static FieldSchema Sha256 => FieldSchema.Text(pattern: "^[0-9a-f]{64}$");
}
