namespace Pipeline.Secrets;

/// <summary>Another version is current than the one that a write expected: someone else wrote in between.</summary>
public sealed class SecretConflictException(SecretName name, Exception? innerException = null)
    : SecretStoreException(SecretErrors.Conflict, $"The secret '{name}' has changed since it was read, so it wasn't written. Read it again, then decide.", innerException)
{
    /// <summary>Which secret.</summary>
    public SecretName Name { get; } = name;
}
