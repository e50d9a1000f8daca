using Pipeline.Migrations.Authoring.Schemas;

namespace AgentKit.Migrations.PlatformConnections;

/// <summary>What a document of <c>platform_credentials</c> was like, from one migration to the next.</summary>
internal static class PlatformDocuments
{
    private static readonly string[] s_first = ["google_ads", "meta", "linkedin", "tiktok", "x", "youtube"];

    /// <summary>As the initial migration has it.</summary>
    public static void First(ObjectSchema schema) => Owned(schema, s_first)
        .Required("secret_reference", Reference)
        .Required("created_at", FieldSchema.Date)
        .Optional("expires_at", FieldSchema.Date.OrNull());

    /// <summary>Those of before, and connections that are verified: one that was refused from the start has no credential anywhere.</summary>
    public static void WithConnections(ObjectSchema schema) => Owned(schema, [.. s_first, "triplewhale", "hubspot", "klaviyo"])
        .Optional("secret_reference", Reference)
        .Required("created_at", FieldSchema.Date)
        .Optional("expires_at", FieldSchema.Date.OrNull())
        .Optional("secret_version", FieldSchema.Text(minLength: 1, maxLength: 200))
        .Optional("status", FieldSchema.OneOf("pending", "connected", "rejected", "disconnecting"))
        .Optional("account_id", FieldSchema.Text(minLength: 1, maxLength: 64))
        .Optional("checked_at", FieldSchema.Date)
        .Optional("verified_at", FieldSchema.Date)
        .Optional("updated_at", FieldSchema.Date)
        .Optional("busy_until", FieldSchema.Date)
        .Optional("version", FieldSchema.WholeNumber(minimum: 1));

    private static FieldSchema Reference => FieldSchema.Text(pattern: "^secret://");

    private static ObjectSchema Owned(ObjectSchema schema, IReadOnlyList<string> platforms) => schema
        .Required("organization_id", FieldSchema.Text(minLength: 1))
        .Required("client_id", FieldSchema.Text(minLength: 1))
        .Required("platform", FieldSchema.OneOf(platforms));
}
