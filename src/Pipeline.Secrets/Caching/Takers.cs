namespace Pipeline.Secrets.Caching;

/// <summary>Those who hold on to a secret's value. A version is in use when all of them have taken it; offers don't overlap.</summary>
internal sealed class Takers(SecretName name, SecretsManagerOptions options, CancellationToken stopping)
{
    private readonly Lock _lock = new();
    private readonly List<Func<SecretVersion, CancellationToken, Task>> _all = [];
    private SecretVersion? _offered;
    private SecretVersion? _inUse;
    private Task _offering = Task.CompletedTask;

    public string? InUse
    {
        get
        {
            lock (_lock)
                return _inUse?.Version;
        }
    }

    public IDisposable Add(Func<SecretVersion, CancellationToken, Task> take)
    {
        lock (_lock)
            _all.Add(take);
        return new Subscription(() =>
        {
            lock (_lock)
                _all.Remove(take);
        });
    }

    /// <summary>Offers a version, or says that there is none any more.</summary>
    public void Offer(SecretVersion? version)
    {
        lock (_lock)
        {
            _offered = version;
            // The first version, and one that nobody holds on to, is in use at once.
            if (version is null || _inUse is null || _all.Count == 0)
                _inUse = version;
        }

        Offer();
    }

    /// <summary>Offers again what someone couldn't take.</summary>
    public void Offer()
    {
        lock (_lock)
        {
            if (_offering.IsCompleted && _offered is not null && _inUse?.Version != _offered.Version && !stopping.IsCancellationRequested)
                _offering = OfferAsync();
        }
    }

    public Task EndAsync()
    {
        lock (_lock)
            return _offering;
    }

    private async Task OfferAsync()
    {
        await Task.Yield();
        while (true)
        {
            SecretVersion version;
            List<Func<SecretVersion, CancellationToken, Task>> takers;
            lock (_lock)
            {
                if (_offered is null || _offered.Version == _inUse?.Version)
                    return;
                (version, takers) = (_offered, [.. _all]);
            }

            try
            {
                foreach (var take in takers)
                    await take(version, stopping);
            }
            catch (Exception exception)
            {
                // Whatever it is, the version isn't in use, and must not be reported so. It is offered again at the next refresh.
                if (!stopping.IsCancellationRequested)
                    options.Events?.Report(new SecretsManagerEvent(SecretsManagerEventKind.NotTaken, name, version.Version, $"Version {version.Version} of '{name}' could not be taken into use; it is offered again.", exception));
                return;
            }

            lock (_lock)
            {
                if (_offered?.Version == version.Version)
                    _inUse = version;
            }
        }
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
