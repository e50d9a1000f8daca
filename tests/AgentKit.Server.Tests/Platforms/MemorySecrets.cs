using System.Collections.Concurrent;
using System.Globalization;
using Pipeline.Secrets;

namespace AgentKit.Server.Tests.Platforms;

/// <summary>A secret store in memory, which can be away or read-only, and can be told to wait at a write.</summary>
internal sealed class MemorySecrets : ISecretStore
{
    private readonly ConcurrentDictionary<SecretName, List<Secret>> secrets = new();

    /// <summary>What every call throws; null for none.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Called before each write and deletion.</summary>
    public Func<SecretName, CancellationToken, Task>? BeforeWrite { get; set; }

    public string Description => "memory";

    public IReadOnlyDictionary<string, string> Values => secrets.ToDictionary(x => x.Key.Value, x => x.Value[^1].Reveal());

    public Task<SecretVersion?> GetAsync(SecretName name, string? version, CancellationToken cancellationToken)
    {
        Throw();
        return Task.FromResult(secrets.TryGetValue(name, out var versions) ? Version(name, versions) : null);
    }

    public Task<IReadOnlyList<SecretName>> ListAsync(string prefix, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<SecretName>>([.. secrets.Keys]);

    public async Task<SecretVersion> PutAsync(SecretName name, Secret value, ExpectedVersion? expected, CancellationToken cancellationToken)
    {
        await (BeforeWrite?.Invoke(name, cancellationToken) ?? Task.CompletedTask);
        Throw();
        return Version(name, secrets.AddOrUpdate(name, [value], (_, versions) => [.. versions, value]));
    }

    public async Task DeleteAsync(SecretName name, CancellationToken cancellationToken)
    {
        await (BeforeWrite?.Invoke(name, cancellationToken) ?? Task.CompletedTask);
        Throw();
        secrets.TryRemove(name, out _);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Throw()
    {
        if (Failure is { } failure)
            throw failure;
    }

    private static SecretVersion Version(SecretName name, List<Secret> versions) => new(name, versions.Count.ToString(CultureInfo.InvariantCulture), versions[^1], null);
}
