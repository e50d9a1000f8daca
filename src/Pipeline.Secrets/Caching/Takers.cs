namespace Pipeline.Secrets.Caching;

/// <summary>Those who hold on to a secret's value. A version is in use when all of them have it; offers don't overlap.</summary>
internal sealed class Takers(SecretName name, SecretsManagerOptions options, CancellationToken stopping)
{
    private readonly Lock _lock = new();
    private readonly List<Taker> _all = [];
    private SecretVersion? _offered;
    private string? _inUse;
    private string? _toldThatHeld;
    private Task _offering = Task.CompletedTask;

    public string? InUse
    {
        get
        {
            lock (_lock)
                return _inUse;
        }
    }

    /// <param name="held">The version that the taker has already; null for the one in use.</param>
    /// <param name="take">Takes another; null for one who can't.</param>
    public IDisposable Add(string? held, Func<SecretVersion, CancellationToken, Task>? take)
    {
        Taker taker;
        lock (_lock)
        {
            taker = new Taker(take) { Held = held ?? _inUse };
            _all.Add(taker);
            // Who comes with another than the current one is the one that counts.
            if (taker.Held != _offered?.Version)
                _inUse = taker.Held;
        }

        Offer();
        return new Subscription(() =>
        {
            lock (_lock)
                _all.Remove(taker);
        });
    }

    /// <summary>Offers a version, or says that there is none any more.</summary>
    public void Offer(SecretVersion? version)
    {
        lock (_lock)
        {
            _offered = version;
            // Whoever holds a version that was deleted still holds it; there is only none to report.
            if (version is null)
                _inUse = null;
            // The first version, and one that nobody holds another of, is in use at once.
            else if (_all.All(x => x.Held is null || x.Held == version.Version))
                Settle(version);
        }

        Offer();
    }

    /// <summary>Offers again what someone couldn't take.</summary>
    public void Offer()
    {
        lock (_lock)
        {
            if (_offering.IsCompleted && IsAwaited() && !stopping.IsCancellationRequested)
                _offering = OfferAsync();
        }
    }

    public Task EndAsync()
    {
        lock (_lock)
            return _offering;
    }

    private bool IsAwaited() => _offered is not null && _offered.Version != _inUse;

    private void Settle(SecretVersion version)
    {
        foreach (var taker in _all)
            taker.Held = version.Version;
        _inUse = version.Version;
    }

    private async Task OfferAsync()
    {
        await Task.Yield();
        while (true)
        {
            SecretVersion version;
            List<Taker> takers;
            lock (_lock)
            {
                if (!IsAwaited())
                    return;
                (version, takers) = (_offered!, [.. _all.Where(x => x.Held != _offered!.Version)]);
            }

            try
            {
                foreach (var taker in takers.Where(x => x.Take is not null))
                {
                    await taker.Take!(version, stopping);
                    lock (_lock)
                        taker.Held = version.Version;
                }
            }
            catch (Exception exception)
            {
                // Whatever it is, the version isn't in use, and must not be reported so. It is offered again at the next refresh.
                if (!stopping.IsCancellationRequested)
                    Report(version, $"Version {version.Version} of '{name}' could not be taken into use; it is offered again.", exception);
                return;
            }

            lock (_lock)
            {
                if (_offered?.Version != version.Version)
                    continue;
                if (_all.All(x => x.Held == version.Version))
                    Settle(version);
                else if (_all.Any(x => x.Take is null && x.Held != version.Version))
                {
                    if (_toldThatHeld != version.Version)
                        Report(version, $"'{name}' has version {version.Version}, and this process holds {_inUse ?? "the one before"} until it is started again.", null);
                    _toldThatHeld = version.Version;
                    return;
                }
            }
        }
    }

    private void Report(SecretVersion version, string message, Exception? exception) =>
        options.Events?.Report(new SecretsManagerEvent(SecretsManagerEventKind.NotTaken, name, version.Version, message, exception));

    /// <param name="Take">Null for one who holds the version that it came with to its end.</param>
    private sealed record Taker(Func<SecretVersion, CancellationToken, Task>? Take)
    {
        public string? Held { get; set; }
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
