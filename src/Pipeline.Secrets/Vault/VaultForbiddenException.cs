namespace Pipeline.Secrets.Vault;

/// <summary>Vault refused: the policy doesn't allow it, or the token isn't valid any more; Vault doesn't tell which.</summary>
internal sealed class VaultForbiddenException(string message) : SecretStoreException(SecretErrors.Refused, message);
