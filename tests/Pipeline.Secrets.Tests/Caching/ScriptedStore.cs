namespace Pipeline.Secrets.Tests.Caching;

/// <summary>A store whose answers a test decides.</summary>
internal sealed class ScriptedStore : ISecretStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<SecretName, SecretVersion> _secrets = [];

    public string Description => "scripted store";

    public int Reads { get; private set; }

    public bool IsDisposed { get; private set; }

    /// <summary>What every read fails with.</summary>
    public Exception? Failure { get; set; }

    /// <summary>What every read waits for.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public void Set(SecretName name, string version, string? value = null)
    {
        lock (_lock)
            _secrets[name] = new SecretVersion(name, version, new Secret(value ?? version), null);
    }

    public void Remove(SecretName name)
    {
        lock (_lock)
            _secrets.Remove(name);
    }

    public async Task<SecretVersion?> GetAsync(SecretName name, string? version, CancellationToken cancellationToken)
    {
        SecretVersion? found;
        Task gate;
        lock (_lock)
        {
            Reads++;
            // What was there when it was asked for, however late it is answered.
            found = _secrets.GetValueOrDefault(name);
            gate = Gate;
        }

        await gate.WaitAsync(cancellationToken);
        return Failure is { } failure ? throw failure : found;
    }

    public Task<IReadOnlyList<SecretName>> ListAsync(string prefix, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<SecretVersion> PutAsync(SecretName name, Secret value, ExpectedVersion? expected, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task DeleteAsync(SecretName name, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }
}
