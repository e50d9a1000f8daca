using System.ComponentModel.DataAnnotations;
using Pipeline.Configuration;
using Pipeline.Secrets;

namespace AgentKit.Server.Secrets;

/// <summary>Where secrets are, and the one that the service itself has.</summary>
[SettingGroup("Secrets", Description = "Each secret variable takes the value itself, or a reference such as secret://agentkit/production/database/app#password.")]
internal sealed record SecretSettings
{
    [Setting("SECRET_STORE", "Where secrets are: vault://host:8200/mount?auth=kubernetes&role=NAME, awssm://REGION, file:///DIRECTORY, env: or encrypted:///FILE. Platforms' credentials are written there too.", Example = "vault://vault.example.com:8200/secret?auth=kubernetes&role=agentkit", RequiredIn = ["Production", "Staging"])]
    [UriSchemes("vault", "awssm", "file", "env", "encrypted"), WithoutCredentials]
    public string? Store { get; init; }

    [Setting("AGENTKIT_SIGNING_KEY", "Signs what the service gives out and takes back: cursors, and links to files on a local disk. The same in every instance. One by reference is replaced without a restart when the secret changes; what the one before has signed then holds for AGENTKIT_FILES_PRESIGN_LIFETIME yet.", Example = "d2h5IGFyZSB5b3UgcmVhZGluZyB0aGlzPyBpdCdzIG1hZGUgdXA=", RequiredIn = ["Production", "Staging"])]
    [StringLength(SigningKeys.MaxLength, MinimumLength = SigningKeys.MinLength)]
    public Secret? SigningKey { get; init; }
}
