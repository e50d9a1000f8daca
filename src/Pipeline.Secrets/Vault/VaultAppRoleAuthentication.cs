namespace Pipeline.Secrets.Vault;

/// <summary><c>auth=approle</c>: a role's id, and a secret id from a variable or a file.</summary>
/// <param name="Mount">Where the method is mounted. Default <c>approle</c>.</param>
/// <param name="RoleId">The role's id, which is like a user name.</param>
/// <param name="SecretIdVariable">The variable. Default <c>VAULT_SECRET_ID</c>.</param>
/// <param name="SecretIdFile">The file, instead of the variable.</param>
public sealed record VaultAppRoleAuthentication(string Mount, string RoleId, string SecretIdVariable, string? SecretIdFile) : VaultAuthentication;
