using Pipeline.Migrations.Authoring.Schemas;

namespace AgentKit.Migrations;

/// <summary>
/// What a document of <c>client_profiles</c> was like, from one migration to the next. A migration that was applied says here what it said
/// then: a new shape is a new method, never a change of an old one. A contract phase follows the expand phases of later releases too, so its
/// validator is made when it is written, not when its expand phase was: <see cref="Onboarding.OnboardingProfiles"/> has what comes after.
/// </summary>
internal static class ClientProfiles
{
    /// <summary>At first: one e-mail address.</summary>
    public static void WithContactEmail(ObjectSchema schema) => Core(schema)
        .Required("contact_email", Email);

    /// <summary>In between: the old application writes <c>contact_email</c>, the new one <c>contacts</c>.</summary>
    public static void WithEither(ObjectSchema schema) => Core(schema)
        .Optional("contact_email", Email)
        .Optional("contacts", Contacts);

    private static FieldSchema Email => FieldSchema.Text(pattern: "^[^@]+@[^@]+$");

    private static FieldSchema Contacts => FieldSchema.ArrayOf(FieldSchema.Document(x => x
        .Required("email", Email)
        .Required("role", FieldSchema.Text(minLength: 1))));

    private static ObjectSchema Core(ObjectSchema schema) => schema
        .Required("organization_id", FieldSchema.Text(minLength: 1))
        .Required("client_id", FieldSchema.Text(minLength: 1))
        .Required("name", FieldSchema.Text(minLength: 1, maxLength: 200))
        .Required("onboarding_status", FieldSchema.OneOf("invited", "in_progress", "awaiting_review", "completed", "archived"))
        .Required("created_at", FieldSchema.Date)
        .Optional("updated_at", FieldSchema.Date);
}
