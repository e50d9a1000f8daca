using Pipeline.Migrations.Authoring.Schemas;

namespace AgentKit.Migrations;

/// <summary>Fields that several collections of the service have.</summary>
internal static class ServiceCollections
{
    public static FieldSchema Id => FieldSchema.Text(minLength: 1, maxLength: 128);

    /// <summary>Who did something: a person's id at the identity provider, or an API key's.</summary>
    public static FieldSchema Subject => FieldSchema.Text(minLength: 1, maxLength: 300);
}
