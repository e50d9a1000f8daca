namespace Pipeline.Secrets.Vault;

/// <summary><c>auth=token</c>: a token from a variable, or from a file that someone else (Vault Agent's sink) keeps fresh.</summary>
/// <param name="Variable">The variable. Default <c>VAULT_TOKEN</c>.</param>
/// <param name="File">The file, instead of the variable.</param>
public sealed record VaultTokenAuthentication(string Variable, string? File) : VaultAuthentication;
