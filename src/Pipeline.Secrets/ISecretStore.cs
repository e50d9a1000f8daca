namespace Pipeline.Secrets;

/// <summary>Where secrets are kept, each with versions. It never puts a value into an exception or a log.</summary>
public interface ISecretStore : IAsyncDisposable
{
    /// <summary>Which store this is, as it may be shown: without credentials.</summary>
    string Description { get; }

    /// <summary>Whether it can only be read: whoever fills it does so by other means.</summary>
    bool IsReadOnly => false;

    /// <summary>Reads a secret: a version, or the current one for null. Null when there is none.</summary>
    /// <exception cref="SecretStoreException">The store is away, sealed or throttling (<see cref="SecretStoreException.IsTransient"/>), or refuses.</exception>
    Task<SecretVersion?> GetAsync(SecretName name, string? version, CancellationToken cancellationToken);

    /// <summary>
    /// The name of a secret's current version, as <see cref="SecretVersion.Version"/> has it; null when there is none. Stores with a server answer without
    /// reading the value, by a right of its own; for the others the value is its version.
    /// </summary>
    /// <exception cref="SecretStoreException">The store is away, or refuses.</exception>
    async Task<string?> VersionAsync(SecretName name, CancellationToken cancellationToken) => (await GetAsync(name, null, cancellationToken))?.Version;

    /// <summary>Names below a prefix of whole segments (<c>agentkit/staging</c> for <c>agentkit/staging/…</c>; empty for all), in ordinal order. Values aren't read.</summary>
    Task<IReadOnlyList<SecretName>> ListAsync(string prefix, CancellationToken cancellationToken);

    /// <summary>
    /// Writes a new version. <paramref name="expected"/> is the version that must be current (<see cref="ExpectedVersion.None"/>: there must be none yet;
    /// null: whatever it is), checked by the store itself where it can.
    /// </summary>
    /// <exception cref="SecretConflictException">Another version is current.</exception>
    /// <exception cref="SecretStoreException">The store is away, refuses, or can't write.</exception>
    Task<SecretVersion> PutAsync(SecretName name, Secret value, ExpectedVersion? expected, CancellationToken cancellationToken);

    /// <summary>Deletes a secret with all its versions. One that isn't there is no error.</summary>
    Task DeleteAsync(SecretName name, CancellationToken cancellationToken);
}
