using Pipeline.Secrets.Opening;

namespace Pipeline.Secrets.EnvironmentVariables;

/// <summary>Secrets in environment variables: for local runs and for platforms that have nothing else. They don't change while the process runs.</summary>
/// <remarks><c>/</c> is <c>__</c> (as in .NET's configuration), <c>-</c> and <c>_</c> are <c>_</c>, letters are upper-case. An empty variable is none.</remarks>
internal sealed class EnvironmentVariableStore(EnvironmentLocation location, SecretStoreOptions options) : ISecretStore
{
    private readonly FingerprintMemory _fingerprints = new();

    public string Description => $"environment variables ({location})";

    public bool IsReadOnly => true;

    public Task<SecretVersion?> GetAsync(SecretName name, string? version, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (VariableName(name) is not { } variable || options.Variable(variable) is not { } text)
            return Task.FromResult<SecretVersion?>(null);

        var value = new Secret(text);
        var fingerprint = _fingerprints.Of(name, value);
        return Task.FromResult(version is null || version == fingerprint ? new SecretVersion(name, fingerprint, value, null) : null);
    }

    /// <summary>Variables whose names read as a secret's, with <c>-</c> for a single <c>_</c>. Without a prefix only those with a <c>__</c>: <c>PATH</c> is no secret.</summary>
    public Task<IReadOnlyList<SecretName>> ListAsync(string prefix, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyList<SecretName>>(
        [
            .. options.Variables.Keys
                .Where(x => options.Variable(x) is not null && (location.Prefix.Length > 0 || x.Contains("__", StringComparison.Ordinal)))
                .Select(NameOf).OfType<SecretName>()
                .Where(x => x.IsBelow(prefix))
                .DistinctBy(x => x.Value)
                .OrderBy(x => x.Value, StringComparer.Ordinal),
        ]);
    }

    public Task<SecretVersion> PutAsync(SecretName name, Secret value, ExpectedVersion? expected, CancellationToken cancellationToken) => throw new SecretReadOnlyException(Description);

    public Task DeleteAsync(SecretName name, CancellationToken cancellationToken) => throw new SecretReadOnlyException(Description);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private string? VariableName(SecretName name)
    {
        if (!name.IsBelow(location.Prefix))
            return null;
        var rest = name.Value[location.Prefix.Length..].TrimStart('/');
        return rest.Length == 0 ? null : rest.Replace("/", "__", StringComparison.Ordinal).Replace('-', '_').ToUpperInvariant();
    }

    private SecretName? NameOf(string variable)
    {
        var rest = variable.Replace("__", "/", StringComparison.Ordinal).Replace('_', '-').ToLowerInvariant();
        return SecretName.TryParse(location.Prefix.Length == 0 ? rest : $"{location.Prefix}/{rest}", out var name) && VariableName(name) == variable ? name : null;
    }
}
