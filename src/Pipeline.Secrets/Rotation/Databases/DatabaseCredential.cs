using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Pipeline.Secrets.Rotation.Databases;

/// <summary>
/// A user and its password in one secret, since both change together when users alternate: <c>{"username":"app-a","password":"…"}</c>, as AWS's
/// database secrets have it. A reference takes one: <c>secret://agentkit/staging/database/app#username</c>.
/// </summary>
/// <param name="UserName">The user.</param>
/// <param name="Password">Its password.</param>
public sealed record DatabaseCredential(string UserName, Secret Password)
{
    /// <summary>Reads a secret's value; false where it holds something else, as a password alone.</summary>
    public static bool TryParse(Secret value, [NotNullWhen(true)] out DatabaseCredential? credential)
    {
        ArgumentNullException.ThrowIfNull(value);
        credential = null;
        try
        {
            using var json = JsonDocument.Parse(value.Reveal());
            if (json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("username", out var user) && user.ValueKind == JsonValueKind.String
                && json.RootElement.TryGetProperty("password", out var password) && password.ValueKind == JsonValueKind.String)
                credential = new DatabaseCredential(user.GetString()!, new Secret(password.GetString()!));
        }
        catch (JsonException)
        {
            // Its message would show a piece of the secret.
        }

        return credential is not null;
    }

    /// <summary>The secret's value.</summary>
    public Secret ToSecret() => new(JsonSerializer.Serialize(new Dictionary<string, string> { ["username"] = UserName, ["password"] = Password.Reveal() }));
}
