namespace Pipeline.Containers.Registries.Credentials;

/// <summary>Credentials that are known already, by registry.</summary>
public sealed class RegistryCredentials(IReadOnlyDictionary<string, RegistryCredential> byRegistry) : ICredentialSource
{
    /// <summary>No credentials for any registry.</summary>
    public static RegistryCredentials None { get; } = new(new Dictionary<string, RegistryCredential>());

    /// <inheritdoc/>
    public ValueTask<RegistryCredential?> FindAsync(string registry, CancellationToken cancellationToken) => ValueTask.FromResult(byRegistry.GetValueOrDefault(registry));
}
