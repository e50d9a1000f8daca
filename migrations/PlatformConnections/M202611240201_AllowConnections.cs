using Pipeline.Migrations.Authoring;
using Pipeline.Migrations.Authoring.Schemas;

namespace AgentKit.Migrations.PlatformConnections;

/// <summary>Expand: TripleWhale, HubSpot and Klaviyo can be connected, and a document says how its connection stands.</summary>
[Migration(202611240201, "platforms can be connected"), RunsWith(NeededBy = "0.1.0")]
public sealed class M202611240201_AllowConnections : SchemaMigration
{
    public override void Up(SchemaBuilder schema) => schema.Collection("platform_credentials").Validate(PlatformDocuments.WithConnections);

    public override void Down(SchemaBuilder schema) => schema.Collection("platform_credentials").Validate(PlatformDocuments.First);
}
