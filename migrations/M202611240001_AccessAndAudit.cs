using Pipeline.Migrations.Authoring;
using Pipeline.Migrations.Authoring.Schemas;

namespace AgentKit.Migrations;

/// <summary>What the service keeps for itself: API keys (their hashes), requests that may be sent again, and what a security review asks about.</summary>
[Migration(202611240001, "API keys, idempotency keys and the audit log"), RunsWith(NeededBy = "0.1.0")]
public sealed class M202611240001_AccessAndAudit : SchemaMigration
{
    public override void Up(SchemaBuilder schema)
    {
        schema.Collection("api_keys")
            .Create()
            .Validate(x => x
                .Required("organization_id", ServiceCollections.Id)
                .Required("key_id", FieldSchema.Text(pattern: "^[a-z0-9]{16}$"))
                // SHA-256 of the whole key. The key itself is nowhere.
                .Required("hash", FieldSchema.Binary)
                .Required("name", FieldSchema.Text(minLength: 1, maxLength: 100))
                .Required("role", FieldSchema.OneOf("viewer", "member", "admin"))
                .Required("created_at", FieldSchema.Date)
                .Required("created_by", ServiceCollections.Subject)
                .Required("expires_at", FieldSchema.Date)
                .Optional("last_used_at", FieldSchema.Date)
                .Optional("revoked_at", FieldSchema.Date)
                .Optional("revoked_by", ServiceCollections.Subject))
            // Found by its id before it is known whose it is.
            .Index(x => x.Ascending("key_id").Unique())
            .Index(x => x.Ascending("organization_id").Descending("created_at", "_id"));

        schema.Collection("idempotency_keys")
            .Create()
            .Validate(x => x
                .Required("organization_id", ServiceCollections.Id)
                .Required("subject", ServiceCollections.Subject)
                .Required("key", FieldSchema.Text(minLength: 1, maxLength: 255))
                .Required("request_hash", FieldSchema.Text(pattern: "^[0-9a-f]{64}$"))
                .Optional("locked_until", FieldSchema.Date)
                .Optional("response", FieldSchema.Document(r => r
                    .Required("status", FieldSchema.WholeNumber(minimum: 200, maximum: 399))
                    .Required("headers", FieldSchema.Document(_ => { }))
                    .Required("body", FieldSchema.Binary)))
                .Required("created_at", FieldSchema.Date)
                .Required("expires_at", FieldSchema.Date))
            .Index(x => x.Ascending("organization_id", "subject", "key").Unique())
            .Index(x => x.Ascending("expires_at").ExpireAfter(TimeSpan.Zero));

        schema.Collection("audit_log")
            .Create()
            .Validate(x => x
                .Required("organization_id", ServiceCollections.Id)
                .Required("at", FieldSchema.Date)
                .Required("subject", ServiceCollections.Subject)
                .Required("action", FieldSchema.Text(pattern: "^[a-z_]+\\.[a-z_]+$"))
                .Required("resource_type", FieldSchema.Text(minLength: 1, maxLength: 50))
                .Required("resource_id", FieldSchema.Text(minLength: 1, maxLength: 300))
                .Optional("client_id", ServiceCollections.Id)
                .Required("trace_id", FieldSchema.Text(maxLength: 100))
                .Optional("details", FieldSchema.Document(_ => { })))
            .Index(x => x.Ascending("organization_id").Descending("at", "_id"));
    }

    public override void Down(SchemaBuilder schema)
    {
        schema.Collection("audit_log").Drop();
        schema.Collection("idempotency_keys").Drop();
        schema.Collection("api_keys").Drop();
    }
}
