namespace Pipeline.ObjectStorage.Credentials;

/// <summary>A storage account's shared key. Prefer an identity: this key may do everything.</summary>
/// <param name="key">The key, base64 as the portal shows it.</param>
public sealed class AzureAccountKey(string key) : ObjectStoreCredentials
{
    internal string Key { get; } = Base64(Required(key, "The storage account's key"));

    /// <inheritdoc/>
    public override string ToString() => $"account key {Mask}";

    private static string Base64(string key) => Convert.TryFromBase64String(key, new byte[key.Length], out _)
        ? key
        : throw new ObjectStoreException(ObjectStorageErrors.InvalidOptions, "The storage account's key isn't base64. Copy it whole, as the portal or `az storage account keys list` shows it.") { ExitCode = 2 };
}
