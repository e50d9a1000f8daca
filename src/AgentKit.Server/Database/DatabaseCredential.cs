using System.Text.Json;
using Pipeline.Errors;
using Pipeline.Secrets;

namespace AgentKit.Server.Database;

/// <summary>With what the service authenticates at the database.</summary>
internal sealed record DatabaseCredential(string UserName, Secret Password)
{
    /// <summary>From the settings alone; null for none.</summary>
    public static DatabaseCredential? Of(DatabaseSettings settings) => settings switch
    {
        { UserName: { } user, Password: { } password } => new DatabaseCredential(user, password),
        { Password: null } => null,
        _ => throw NoUser("MONGODB_PASSWORD is set, and MONGODB_USERNAME isn't. Set both or neither."),
    };

    /// <summary>From a secret's version. A secret that is a JSON object may name the user too; then each version may be another user's.</summary>
    public static DatabaseCredential Of(SecretVersion version, SecretReference reference, DatabaseSettings settings) => new(
        UserIn(version.Value, reference) ?? settings.UserName
            ?? throw NoUser($"Neither MONGODB_USERNAME nor the key username of the secret '{reference.Name}' says who authenticates at the database. Set one."),
        reference.Pick(version.Value));

    private static string? UserIn(Secret value, SecretReference reference)
    {
        if (reference.Key is null)
            return null;
        // That it is JSON at all is checked by Pick, which says so without showing it.
        _ = reference.Pick(value);
        using var json = JsonDocument.Parse(value.Reveal());
        return json.RootElement.TryGetProperty("username", out var user) && user.ValueKind == JsonValueKind.String ? user.GetString() : null;
    }

    private static PipelineException NoUser(string message) => new(ServiceErrors.NoDatabaseUser, message) { ExitCode = 2 };
}
