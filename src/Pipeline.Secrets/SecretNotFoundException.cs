namespace Pipeline.Secrets;

/// <summary>The store answers, and has no such secret.</summary>
public sealed class SecretNotFoundException(SecretName name, string store)
    : SecretStoreException(SecretErrors.NotFound, $"{store} has no secret '{name}'. Write it, or correct the name.")
{
    /// <summary>Which secret.</summary>
    public SecretName Name { get; } = name;
}
