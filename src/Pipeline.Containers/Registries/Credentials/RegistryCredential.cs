using Pipeline.Secrets;

namespace Pipeline.Containers.Registries.Credentials;

/// <summary>Who signs in to a registry: a name with a password, or an identity token that is exchanged for access tokens.</summary>
/// <param name="Username">The account; empty with an identity token.</param>
/// <param name="Password">The password or access key; empty with an identity token.</param>
public sealed record RegistryCredential(string Username, Secret Password)
{
    /// <summary>The refresh token of OAuth 2 that some registries (Azure's) give at log-in; null for a name with a password.</summary>
    public Secret? IdentityToken { get; init; }

    /// <summary>For messages: the account's name, nothing else.</summary>
    internal string Who => IdentityToken is null ? $"'{Username}'" : "an identity token";
}
