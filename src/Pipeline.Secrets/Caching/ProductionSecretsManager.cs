using System.Collections.Concurrent;
using Pipeline.Errors;
using Pipeline.Secrets.Opening;

namespace Pipeline.Secrets.Caching;

/// <summary>
/// The secrets of a running service: read once at the start, which fails if one is missing; kept in memory, read again in the background without a
/// restart; and while the store is away the previous value is served, for a bounded time.
/// </summary>
public sealed class ProductionSecretsManager : IAsyncDisposable
{
    private readonly ISecretStore _store;
    private readonly SecretsManagerOptions _options;
    private readonly ManagerTally _tally = new();
    private readonly ConcurrentDictionary<SecretName, CachedSecret> _secrets = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly IDisposable? _watch;
    private readonly Task _refreshing;

    private ProductionSecretsManager(ISecretStore store, SecretsManagerOptions options)
    {
        (_store, _options) = (store, options);
        _watch = (store as IChangingSecretStore)?.OnChange(RefreshSoon);
        _refreshing = RefreshAsync();
    }

    /// <summary>Which store this is, as it may be shown.</summary>
    public string Store => _store.Description;

    /// <summary>The versions that this process works with, by name.</summary>
    public IReadOnlyList<SecretInUse> VersionsInUse => [.. _secrets.Values.Select(x => x.InUse).OfType<SecretInUse>().OrderBy(x => x.Name.Value, StringComparer.Ordinal)];

    /// <summary>What has been done so far.</summary>
    public SecretsManagerCounters Counters => _tally.Read(_secrets.Values);

    /// <summary>Opens the store, reads what is required, and from then on keeps it fresh.</summary>
    /// <exception cref="PipelineException">PIPE5003: the store's address can't be used. PIPE5010: a required secret can't be had; all of them are named.</exception>
    public static Task<ProductionSecretsManager> StartAsync(SecretStoreLocation location, SecretStoreOptions storeOptions, SecretsManagerOptions options, CancellationToken cancellationToken) =>
        StartAsync(SecretStores.Open(location, storeOptions), options, cancellationToken);

    /// <summary>Reads what is required, and from then on keeps it fresh. The store is disposed with the manager, or when starting fails.</summary>
    /// <exception cref="PipelineException">PIPE5010: a required secret can't be had; all of them are named.</exception>
    public static async Task<ProductionSecretsManager> StartAsync(ISecretStore store, SecretsManagerOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(options);
        var manager = new ProductionSecretsManager(store, options);
        try
        {
            await manager.ReadRequiredAsync(cancellationToken);
            return manager;
        }
        catch
        {
            await manager.DisposeAsync();
            throw;
        }
    }

    /// <summary>A secret's current value.</summary>
    /// <exception cref="SecretNotFoundException">The store has no such secret.</exception>
    /// <exception cref="SecretStoreException">The store is away or refuses, and there is no previous value, or it is too old (PIPE5011).</exception>
    public async Task<SecretVersion> GetAsync(SecretName name, CancellationToken cancellationToken) =>
        await FindAsync(name, cancellationToken) ?? throw new SecretNotFoundException(name, _store.Description);

    /// <summary>A secret's current value; null when the store has none.</summary>
    /// <exception cref="SecretStoreException">The store is away or refuses, and there is no previous value, or it is too old (PIPE5011).</exception>
    public Task<SecretVersion?> FindAsync(SecretName name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Secret(name).GetAsync(cancellationToken);
    }

    /// <summary>The value that a reference means, with its <c>#key</c>.</summary>
    /// <exception cref="SecretStoreException">As <see cref="GetAsync"/>; or the secret has no such key (PIPE5012).</exception>
    public async Task<Secret> ResolveAsync(SecretReference reference, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return reference.Pick((await GetAsync(reference.Name, cancellationToken)).Value);
    }

    /// <summary>Has the secret read again before it is next given out: after the other side refused it. While the store is away the previous value stays.</summary>
    public void Invalidate(SecretName name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Secret(name).Invalidate();
    }

    /// <summary>
    /// From now on, hands over each new version of a secret, for who holds on to a value (a pool of connections). The version counts as in use
    /// (<see cref="VersionsInUse"/>) once all have taken it; one that throws is told again later. Dispose the result to end it.
    /// </summary>
    public IDisposable OnChange(SecretName name, Func<SecretVersion, CancellationToken, Task> take)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(take);
        return Secret(name).Hold(null, take);
    }

    /// <summary>As <see cref="OnChange(SecretName, Func{SecretVersion, CancellationToken, Task})"/>, for who has a version already: where that isn't the current one any more, the current one is handed over.</summary>
    public IDisposable OnChange(SecretVersion held, Func<SecretVersion, CancellationToken, Task> take)
    {
        ArgumentNullException.ThrowIfNull(held);
        ArgumentNullException.ThrowIfNull(take);
        return Secret(held.Name).Hold(held.Version, take);
    }

    /// <summary>
    /// Says that someone works with this version to the process's end and can't take another: it is the one in use (<see cref="VersionsInUse"/>) from
    /// then on, so that nobody revokes it before this process was started again. Dispose the result to end it.
    /// </summary>
    public IDisposable Hold(SecretVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        return Secret(version.Name).Hold(version.Version, null);
    }

    /// <summary>Ends the background work, and closes the store.</summary>
    public async ValueTask DisposeAsync()
    {
        _watch?.Dispose();
        await _stopping.CancelAsync();
        await _refreshing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(_secrets.Values.Select(x => x.EndAsync()));
        await _store.DisposeAsync();
        _stopping.Dispose();
    }

    private CachedSecret Secret(SecretName name) => _secrets.GetOrAdd(name, x => new CachedSecret(x, _store, _options, _tally, _stopping.Token));

    private async Task ReadRequiredAsync(CancellationToken cancellationToken)
    {
        List<string> mistakes = [];
        Exception? first = null;
        foreach (var name in _options.Required)
        {
            try
            {
                await GetAsync(name, cancellationToken);
            }
            catch (SecretStoreException exception)
            {
                first ??= exception;
                mistakes.Add(exception is SecretNotFoundException ? $"'{name}' isn't there" : $"'{name}': {exception.Message}");
            }
        }

        if (mistakes.Count > 0)
            throw new PipelineException(SecretErrors.NotStarted, $"{_store.Description} doesn't give {mistakes.Count} of the {_options.Required.Count} secrets that are needed at the start: {string.Join("; ", mistakes)}", first);
    }

    // Behind reads: whoever asks finds a value that is fresh already, and a new version is noticed although nobody asks.
    private async Task RefreshAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            await Task.Delay(_options.TimeToLive / 4, _options.Time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!_stopping.IsCancellationRequested)
                await Task.WhenAll(_secrets.Values.Where(x => x.IsKept).Select(x => x.RefreshAsync(_stopping.Token)));
        }
    }

    private void RefreshSoon()
    {
        foreach (var secret in _secrets.Values)
        {
            secret.Invalidate();
            _ = secret.RefreshAsync(_stopping.Token);
        }
    }
}
