using Pipeline.Migrations.Authoring.Schemas;

namespace AgentKit.Migrations.Onboarding;

/// <summary>What a document of <c>client_profiles</c> is like since onboarding is a state machine.</summary>
internal static class OnboardingProfiles
{
    private static readonly string[] s_states = ["draft", "profile_complete", "files_uploaded", "platforms_connected", "in_review", "active", "rejected", "archived"];

    private static readonly string[] s_formerStatuses = ["invited", "in_progress", "awaiting_review", "completed"];

    private static FieldSchema Email => FieldSchema.Text(pattern: "^[^@]+@[^@]+$");

    /// <summary>In between: statuses of before and states, contacts or still an e-mail address.</summary>
    public static void WithEither(ObjectSchema schema) => Core(schema, FieldSchema.OneOf([.. s_states, .. s_formerStatuses]))
        .Optional("contact_email", Email)
        .Optional("contacts", Contacts);

    /// <summary>At last: states only, and contacts.</summary>
    public static void WithStates(ObjectSchema schema) => Core(schema, FieldSchema.OneOf(s_states))
        .Required("contacts", Contacts);

    private static FieldSchema Contacts => FieldSchema.ArrayOf(FieldSchema.Document(x => x
        .Required("email", Email)
        .Required("role", FieldSchema.Text(minLength: 1))
        .Optional("name", FieldSchema.Text(minLength: 1, maxLength: 200))
        .Optional("phone", FieldSchema.Text(minLength: 1, maxLength: 30))));

    private static FieldSchema Brand => FieldSchema.Document(x => x
        .Optional("website", FieldSchema.Text(maxLength: 2000))
        .Optional("industry", FieldSchema.Text(maxLength: 100))
        .Optional("description", FieldSchema.Text(maxLength: 4000))
        .Optional("tagline", FieldSchema.Text(maxLength: 200))
        .Optional("tone_of_voice", FieldSchema.Text(maxLength: 1000))
        .Optional("colors", FieldSchema.ArrayOf(FieldSchema.Text(pattern: "^#[0-9a-fA-F]{6}$"))));

    private static FieldSchema Transition(FieldSchema status) => FieldSchema.Document(x => x
        .Required("from", status)
        .Required("to", status)
        .Required("at", FieldSchema.Date)
        .Required("by", ServiceCollections.Subject)
        .Optional("reason", FieldSchema.Text(minLength: 1, maxLength: 1000)));

    private static ObjectSchema Core(ObjectSchema schema, FieldSchema status) => schema
        .Required("organization_id", FieldSchema.Text(minLength: 1))
        .Required("client_id", FieldSchema.Text(minLength: 1))
        .Required("name", FieldSchema.Text(minLength: 1, maxLength: 200))
        .Optional("brand", Brand)
        .Required("onboarding_status", status)
        .Optional("transitions", FieldSchema.ArrayOf(Transition(status)))
        .Required("created_at", FieldSchema.Date)
        .Optional("created_by", ServiceCollections.Subject)
        .Optional("updated_at", FieldSchema.Date)
        .Optional("version", FieldSchema.WholeNumber(minimum: 1));
}
