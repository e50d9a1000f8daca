namespace Pipeline.Secrets;

/// <summary>A store that can only be read was to be changed.</summary>
public sealed class SecretReadOnlyException(string store)
    : SecretStoreException(SecretErrors.ReadOnly, $"{store} can only be read. Change the secret where it comes from.");
